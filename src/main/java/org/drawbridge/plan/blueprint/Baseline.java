package org.drawbridge.plan.blueprint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.drawbridge.host.HostCommand;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.Step;

/** What a profile's applied plans found and left: what each artifact was before the first of them, and after the last. */
public final class Baseline {

    private static final Baseline EMPTY = new Baseline(List.of());

    private final List<Plan> applied;
    private final Map<Artifact, Content> before = new LinkedHashMap<>();
    private final Map<Artifact, Content> last = new LinkedHashMap<>();

    private Baseline(List<Plan> applied) {
        this.applied = List.copyOf(applied);
        for (Plan plan : applied) {
            plan.changes().forEach(this::add);
        }
    }

    /** Nothing of the profile is on the host. */
    public static Baseline empty() {
        return EMPTY;
    }

    /** What these plans of one profile did, the oldest first; a plan that took the profile away ends what came before it. */
    public static Baseline of(List<Plan> plans) {
        List<Plan> standing = new ArrayList<>();
        for (Plan plan : plans) {
            switch (plan.kind()) {
                case APPLY -> standing.add(plan);
                case REMOVE -> standing.clear();
                case RESTORE -> {}
            }
        }
        return new Baseline(standing);
    }

    private void add(Step.Change change) {
        if (change.artifact() instanceof Artifact.Power) {
            return;
        }
        before.putIfAbsent(change.artifact(), change.before());
        last.put(change.artifact(), change.after());
    }

    public boolean isEmpty() {
        return applied.isEmpty();
    }

    /** What the artifact was before the profile was first applied. */
    public Optional<Content> before(Artifact artifact) {
        return Optional.ofNullable(before.get(artifact));
    }

    /** What the last applied plan made of it. */
    public Optional<Content> last(Artifact artifact) {
        return Optional.ofNullable(last.get(artifact));
    }

    /** Everything that the applied plans changed, in the order of the first change. */
    public Set<Artifact> artifacts() {
        return before.keySet();
    }

    /** The first action that ran such a command and could be undone. */
    public Optional<Step.Action> undoable(Class<? extends HostCommand> command) {
        return undoables(command).findFirst();
    }

    /** All actions that ran such a command and could be undone, the oldest first. */
    public Stream<Step.Action> undoables(Class<? extends HostCommand> command) {
        return applied.stream()
                .flatMap(plan -> plan.actions().stream())
                .filter(action -> command.isInstance(action.command()))
                .filter(action -> !action.undo().isEmpty());
    }
}
