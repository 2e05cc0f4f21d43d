package org.drawbridge.plan.blueprint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.drawbridge.host.HostCommand;
import org.drawbridge.host.HostCommand.NmActive;
import org.drawbridge.host.HostCommand.NmUp;
import org.drawbridge.host.Link;
import org.drawbridge.host.Place;
import org.drawbridge.host.PowerState;
import org.drawbridge.host.QubeReport;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.Probe;
import org.drawbridge.plan.survey.Look;
import org.drawbridge.plan.survey.Settings;
import org.drawbridge.profile.BridgeProfile.Attachment;

/** The qubes on the bridge: a file inside, then settings while they are halted, then up again if they ran. */
final class Members implements Part {

    private final MemberSettings settings;
    private final LinkStyle style;

    Members(MemberSettings settings, LinkStyle style) {
        this.settings = settings;
        this.style = style;
    }

    @Override
    public void look(Look look, Request request) {
        for (QubeName qube : request.members()) {
            Artifact.File file = settings.file(request, qube);
            look.file(file.place(), file.path());
            look.service(qube, MemberSettings.NETWORK_MANAGER);
        }
    }

    @Override
    public void plan(Draft draft) {
        for (QubeName name : draft.request().members()) {
            draft.survey().qube(name).ifPresent(qube -> plan(draft, qube));
        }
    }

    private void plan(Draft draft, QubeReport qube) {
        QubeName name = qube.name();
        Optional<Attachment> wanted = draft.request().attachment(name);
        boolean runs = qube.power() == PowerState.RUNNING;
        Wish keyfile = keyfile(draft, qube, wanted);
        List<Wish> wishes = wishes(draft, qube, wanted);
        boolean fileDiffers = draft.differs(keyfile.artifact(), keyfile.content());
        boolean moves = draft.isReplugged(name)
                || wishes.stream().anyMatch(wish -> draft.differs(wish.artifact(), wish.content()));
        boolean restarts = moves || draft.bridgeRestarts();
        if (fileDiffers) {
            if (wanted.isPresent()) {
                file(draft, qube, keyfile, restarts);
            } else {
                lateFile(draft, qube, keyfile);
            }
        }
        if (restarts && runs) {
            draft.power(
                    Phase.QUBES_DOWN,
                    name,
                    false,
                    "A qube changes its network only while it is halted: a running one may keep its old card.");
        }
        for (Wish wish : wishes) {
            draft.change(Phase.QUBE_SETTINGS, wish.artifact(), wish.content(), wish.reason(), "");
        }
        if (restarts && runs) {
            draft.power(Phase.QUBES_UP, name, true, "It ran before.");
        }
        probe(draft, qube, wanted, runs);
    }

    /** Writes the keyfile before the qube goes down; one that stays up is made to read it. */
    private void file(Draft draft, QubeReport qube, Wish keyfile, boolean restarts) {
        Place place = Place.in(qube.name());
        boolean runs = qube.power() == PowerState.RUNNING;
        boolean reread = runs && !draft.now(keyfile.artifact()).equals(Content.NO_FILE);
        List<HostCommand> read = new ArrayList<>(style.reload(place).stream().toList());
        read.add(
                new NmUp(place, style.dialect(), "drawbridge-" + draft.request().bridge()));
        if (reread) {
            draft.add(
                    Phase.QUBE_FILES,
                    Act.of(
                                    new NmActive(place, style.dialect()),
                                    qube.name() + ": look which connections are up",
                                    "On the way back, once the keyfile is the old one, it is read again.")
                            .undo(read)
                            .step());
        }
        Deque<QubeName> borrowed = runs ? new ArrayDeque<>() : borrow(draft, qube, Phase.POWER_ON);
        draft.change(Phase.QUBE_FILES, keyfile.artifact(), keyfile.content(), keyfile.reason(), why(qube));
        if (reread && !restarts) {
            for (HostCommand command : read) {
                draft.add(
                        Phase.QUBE_FILES,
                        Act.of(
                                        command,
                                        qube.name() + ": take the changed keyfile",
                                        "A keyfile counts only once it is read.")
                                .step());
            }
        }
        for (QubeName each : borrowed) {
            draft.power(Phase.QUBES_DOWN, each, false, "It was halted before.");
        }
    }

    /** Takes the keyfile out of a qube that is routed again: on the way back it must be there before the qube is bridged. */
    private static void lateFile(Draft draft, QubeReport qube, Wish keyfile) {
        Deque<QubeName> borrowed =
                qube.power() == PowerState.RUNNING ? new ArrayDeque<>() : borrow(draft, qube, Phase.QUBES_UP);
        draft.change(Phase.LATE_FILES, keyfile.artifact(), keyfile.content(), keyfile.reason(), why(qube));
        for (QubeName each : borrowed) {
            draft.power(Phase.POWER_OFF, each, false, "It was halted before.");
        }
    }

    private static String why(QubeReport qube) {
        return "Files under /rw last in " + qube.name() + " itself.";
    }

    private Wish keyfile(Draft draft, QubeReport qube, Optional<Attachment> wanted) {
        return wanted.map(attachment -> settings.keyfile(draft, qube, attachment))
                .orElseGet(() -> {
                    Artifact.File file = settings.file(draft.request(), qube.name());
                    return new Wish(
                            file, draft.restoration(file, Content.NO_FILE), "Nothing of the bridge stays behind.");
                });
    }

    /** What is wanted of the qube, and what the profile once changed and nobody wants any more. */
    private List<Wish> wishes(Draft draft, QubeReport qube, Optional<Attachment> wanted) {
        Map<Artifact, Wish> wishes = new LinkedHashMap<>();
        List<Artifact> changed = changedIn(draft, qube.name());
        wanted.map(attachment -> settings.settings(draft, qube, attachment))
                .orElseGet(() -> changed.isEmpty() ? settings.leftovers(draft, qube) : List.of())
                .forEach(wish -> wishes.put(wish.artifact(), wish));
        for (Artifact artifact : changed) {
            if (!(artifact instanceof Artifact.File) && !wishes.containsKey(artifact)) {
                Content back = draft.restoration(artifact, Settings.nothing());
                wishes.put(artifact, new Wish(artifact, back, "It goes back to what it was before the bridge."));
            }
        }
        return List.copyOf(wishes.values());
    }

    /** What the profile's applied plans changed of a qube: where that is known, only that goes back. */
    private static List<Artifact> changedIn(Draft draft, QubeName qube) {
        return draft.request().baseline().artifacts().stream()
                .filter(artifact -> artifact.where().equals(Place.in(qube)))
                .toList();
    }

    /** Starts a halted qube and the halted ones on its way to the network; gives them in the order to shut them down. */
    private static Deque<QubeName> borrow(Draft draft, QubeReport qube, Phase phase) {
        Deque<QubeName> chain = new ArrayDeque<>();
        Optional<QubeReport> next = Optional.of(qube);
        while (next.isPresent()
                && next.get().power() == PowerState.HALTED
                && !chain.contains(next.get().name())) {
            chain.addLast(next.get().name());
            next = Optional.ofNullable(next.get().netvm()).flatMap(draft.survey()::qube);
        }
        for (QubeName each : List.copyOf(chain).reversed()) {
            draft.power(
                    phase,
                    each,
                    true,
                    each.equals(qube.name())
                            ? "Its files can be read and written only while it runs."
                            : qube.name() + " needs it to start.");
        }
        return chain;
    }

    private static void probe(Draft draft, QubeReport qube, Optional<Attachment> wanted, boolean runs) {
        if (!runs) {
            return;
        }
        Request request = draft.request();
        draft.probe(
                wanted.isPresent()
                        ? new Probe.QubeOnBridge(
                                qube.name(), request.netvm(), request.profile().bridge(), false)
                        : new Probe.QubeOffBridge(
                                qube.name(), request.netvm(), request.profile().bridge(), false));
    }

    /** The back ends in the net qube that belong to the qubes of this plan: they come and go with it. */
    static Set<String> vifs(Draft draft) {
        Set<String> numbers = draft.request().members().stream()
                .flatMap(name -> draft.survey().qube(name).stream())
                .map(qube -> "vif" + qube.xid() + ".")
                .collect(Collectors.toSet());
        return draft.survey().links(draft.request().netvm()).stream()
                .filter(Link::isVif)
                .map(link -> link.name().value())
                .filter(name -> numbers.stream().anyMatch(name::startsWith))
                .collect(Collectors.toSet());
    }
}
