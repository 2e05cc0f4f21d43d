package org.drawbridge.plan.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.drawbridge.host.CommandResult;
import org.drawbridge.host.Expected;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostCommand;
import org.drawbridge.host.OutputListener;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.HostCheck.Verdict;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.Step;

/** Walks the steps of a plan on a host, forth and back, as plainly as can be. */
final class PlanWalk {

    private final Host host;

    PlanWalk(Host host) {
        this.host = host;
    }

    void forth(Plan plan) {
        for (Step step : plan.steps()) {
            switch (step) {
                case Step.Change change -> put(change.artifact(), change.before(), change.after());
                case Step.Action action -> perform(action);
            }
        }
    }

    void back(Plan plan) {
        for (Step step : plan.steps().reversed()) {
            switch (step) {
                case Step.Change change ->
                    put(change.artifact(), /* before= */ change.after(), /* after= */ change.before());
                case Step.Action action -> action.undo().forEach(this::run);
            }
        }
    }

    private void perform(Step.Action action) {
        // A card without a connection of its own is taken by its new keyfile at once.
        action.check()
                .filter(check -> !(action.command() instanceof HostCommand.NmUp))
                .ifPresent(check -> assertThat(check.judge(host.run(check.command(), OutputListener.SILENT)))
                        .as("before %s", action.title())
                        .isEqualTo(Verdict.NOT_BEGUN));
        CommandResult result = run(action.command());
        for (String expected : action.expect()) {
            assertThat(result.output()).as(action.title()).anyMatch(line -> line.contains(expected));
        }
        action.check()
                .ifPresent(check -> assertThat(check.judge(host.run(check.command(), OutputListener.SILENT)))
                        .as("after %s", action.title())
                        .isEqualTo(Verdict.DONE));
    }

    private CommandResult run(HostCommand command) {
        CommandResult result = host.run(command, OutputListener.SILENT);
        command.then(result).forEach(this::run);
        return result;
    }

    private void put(Artifact artifact, Content before, Content after) {
        switch (artifact) {
            case Artifact.File file -> {
                Expected expected = Expected.of(image(before));
                image(after)
                        .ifPresentOrElse(
                                image -> host.write(file.place(), file.path(), image, expected),
                                () -> host.delete(file.place(), file.path(), expected));
            }
            case Artifact.Property property -> {
                Content.Setting setting = (Content.Setting) after;
                if (setting.isDefault()) {
                    host.resetProperty(property.qube(), property.name());
                } else {
                    host.setProperty(property.qube(), property.name(), setting.value());
                }
            }
            case Artifact.Feature feature -> {
                Content.Setting setting = (Content.Setting) after;
                if (setting.isDefault()) {
                    host.removeFeature(feature.qube(), feature.name());
                } else {
                    host.setFeature(feature.qube(), feature.name(), setting.value());
                }
            }
            case Artifact.Service service -> {
                Content.Setting setting = (Content.Setting) after;
                host.setService(
                        service.qube(),
                        service.name(),
                        setting.isDefault()
                                ? Optional.empty()
                                : Optional.of(setting.value().equals("on")));
            }
            case Artifact.Power power -> {
                if (((Content.Setting) after).value().equals("Running")) {
                    host.start(power.qube());
                } else {
                    host.shutdown(power.qube());
                }
            }
        }
    }

    private static Optional<FileImage> image(Content content) {
        return content instanceof Content.FileContent file ? Optional.of(file.image()) : Optional.empty();
    }

    /** Every plan's steps, for messages. */
    static List<String> titles(Plan plan) {
        return plan.steps().stream().map(Step::title).toList();
    }
}
