package org.drawbridge.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drawbridge.host.Expected;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostCommand;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.OutputListener;
import org.drawbridge.host.Place;
import org.drawbridge.host.PowerState;
import org.drawbridge.host.QubeReport;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.Step;

/**
 * A person who does what a job says is left, word by word, where the qube concerned runs or has to be started for a moment only;
 * a qube that ran and died is left to the job.
 */
final class ByHand {

    private static final String WHY = " It was not done: ";

    private final Host host;
    private final Plan plan;
    private final Map<Pattern, Consumer<Matcher>> deeds = new HashMap<>();
    private boolean passedOver;

    ByHand(Host host, Plan plan) {
        this.host = host;
        this.plan = plan;
        deed("Remove (\\S+) in (\\S+): it did not exist before\\.", this::remove);
        deed("Put (\\S+) in (\\S+) back to what the plan shows as before \\(.*\\)\\.", this::putBack);
        deed(
                "The property (\\S+) of (\\S+) has to follow its default again\\.",
                words -> host.resetProperty(QubeName.of(words.group(2)), words.group(1)));
        deed(
                "The feature (\\S+) of (\\S+) has to follow its default again\\.",
                words -> host.removeFeature(QubeName.of(words.group(2)), words.group(1)));
        deed(
                "The service (\\S+) of (\\S+) has to follow its default again\\.",
                words -> host.setService(QubeName.of(words.group(2)), words.group(1), Optional.empty()));
        deed("Run in (\\S+): (.*)\\.", this::run);
        deed("Start ([^\\s,]+)(, which ran before)?\\.", this::start);
        deed("Start (\\S+) for a moment: ([a-z].*)", this::forAMoment);
        deed("Shut (\\S+) down(, which was halted before)?\\.", words -> shutDown(QubeName.of(words.group(1))));
    }

    private void deed(String words, Consumer<Matcher> deed) {
        deeds.put(Pattern.compile(words, Pattern.DOTALL), deed);
    }

    void follow(List<String> left) {
        left.forEach(this::follow);
    }

    private void follow(String sentence) {
        assertThat(sentence).contains(WHY).endsWith(".");
        act(sentence.substring(0, sentence.indexOf(WHY)));
    }

    private void act(String words) {
        for (Map.Entry<Pattern, Consumer<Matcher>> deed : deeds.entrySet()) {
            Matcher matcher = deed.getKey().matcher(words);
            if (matcher.matches()) {
                deed.getValue().accept(matcher);
                return;
            }
        }
        throw new AssertionError("Nobody can do that: " + words);
    }

    private void remove(Matcher words) {
        in(words.group(2), place -> host.delete(place, HostPath.of(words.group(1)), Expected.ANY));
    }

    private void putBack(Matcher words) {
        in(words.group(2), place -> {
            HostPath path = HostPath.of(words.group(1));
            host.write(place, path, before(place, path), Expected.ANY);
        });
    }

    private FileImage before(Place place, HostPath path) {
        return plan.changes().stream()
                .filter(change -> change.artifact().label().equals("file:" + place.label() + ":" + path))
                .map(change -> ((Content.FileContent) change.before()).image())
                .findFirst()
                .orElseThrow();
    }

    private void run(Matcher words) {
        in(words.group(1), place -> {
            String rest = words.group(2);
            for (HostCommand command : commands(place)) {
                String text = LeftOver.words(command);
                if (rest.equals(text) || rest.startsWith(text + "; ")) {
                    run(command);
                    rest = rest.equals(text) ? "" : rest.substring(text.length() + 2);
                }
            }
            assertThat(rest).isEmpty();
        });
    }

    /** What is not there cannot be taken out, and says so. */
    private void run(HostCommand command) {
        try {
            ActionWork.run(host, command, OutputListener.SILENT);
        } catch (HostException.CommandFailed nothing) {
            assertThat(nothing).hasMessageContaining("Bad rule");
        }
    }

    private List<HostCommand> commands(Place place) {
        return plan.steps().stream()
                .filter(Step.Action.class::isInstance)
                .map(Step.Action.class::cast)
                .filter(action -> action.command().place().equals(place))
                .flatMap(action -> action.undo().stream())
                .toList();
    }

    private void in(String label, Consumer<Place> deed) {
        Place place = Place.ofLabel(label);
        if (Places.qube(place).filter(qube -> !runs(qube)).isPresent()) {
            passedOver = true;
        } else {
            deed.accept(place);
        }
    }

    private void start(Matcher words) {
        if (!passedOver) {
            host.start(QubeName.of(words.group(1)));
        }
    }

    private void forAMoment(Matcher words) {
        QubeName qube = QubeName.of(words.group(1));
        if (!passedOver) {
            boolean ran = runs(qube);
            host.start(qube);
            act(words.group(2).substring(0, 1).toUpperCase(Locale.ROOT)
                    + words.group(2).substring(1));
            if (!ran) {
                host.shutdown(qube);
            }
        }
    }

    private void shutDown(QubeName qube) {
        if (runs(qube)) {
            host.shutdown(qube);
        }
    }

    private boolean runs(QubeName qube) {
        return host.qube(qube)
                .map(QubeReport::power)
                .filter(PowerState.RUNNING::equals)
                .isPresent();
    }
}
