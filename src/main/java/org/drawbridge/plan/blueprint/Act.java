package org.drawbridge.plan.blueprint;

import java.util.List;
import java.util.Optional;
import org.drawbridge.host.HostCommand;
import org.drawbridge.plan.HostCheck;
import org.drawbridge.plan.Step;

/** An action in the making. */
record Act(
        HostCommand command,
        String title,
        String reason,
        List<HostCommand> undo,
        Optional<HostCheck> check,
        List<String> expect) {

    static Act of(HostCommand command, String title, String reason) {
        return new Act(command, title, reason, List.of(), Optional.empty(), List.of());
    }

    /** What is run, in this order, on the way back. */
    Act undo(List<? extends HostCommand> commands) {
        return new Act(command, title, reason, List.copyOf(commands), check, expect);
    }

    Act undo(HostCommand... commands) {
        return undo(List.of(commands));
    }

    /** What is seen on the host once it has worked. */
    Act check(HostCommand look, List<String> present, List<String> absent) {
        return new Act(command, title, reason, undo, Optional.of(new HostCheck(look, present, absent)), expect);
    }

    /** What the command itself must print. */
    Act expect(List<String> lines) {
        return new Act(command, title, reason, undo, check, List.copyOf(lines));
    }

    Step.Action step() {
        return new Step.Action(0, command, undo, check, expect, title, reason);
    }
}
