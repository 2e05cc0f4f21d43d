package org.drawbridge.plan;

import java.util.List;
import org.drawbridge.host.CommandResult;
import org.drawbridge.host.HostCommand;

/**
 * A look at the host that tells whether an action has worked, not yet, or half.
 *
 * @param command what is run to look
 * @param present texts that some line of its output must hold
 * @param absent texts that no line may hold
 */
public record HostCheck(HostCommand command, List<String> present, List<String> absent) {

    public HostCheck {
        present = List.copyOf(present);
        absent = List.copyOf(absent);
    }

    /** What the look found. */
    public enum Verdict {
        /** All of it is as it should be after the action. */
        DONE,
        /** All of it is as it was before the action. */
        NOT_BEGUN,
        /** Some of it is and some is not. */
        TORN
    }

    public Verdict judge(CommandResult result) {
        long met = present.stream().filter(text -> holds(result, text)).count()
                + absent.stream().filter(text -> !holds(result, text)).count();
        if (met == present.size() + absent.size()) {
            return Verdict.DONE;
        }
        return met == 0 ? Verdict.NOT_BEGUN : Verdict.TORN;
    }

    private static boolean holds(CommandResult result, String text) {
        return result.output().stream().anyMatch(line -> line.contains(text));
    }
}
