package org.drawbridge.plan;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;
import org.drawbridge.host.HostCommand;

/** One thing that a job does, in its order: a change of an artifact, or a command that makes changes count. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "step")
public sealed interface Step {

    /** Its number in the plan, from 1; changes and actions are numbered together. */
    int seq();

    /** Why it is needed, in one sentence. */
    String reason();

    /** The same step with that number. */
    Step withSeq(int seq);

    /** A line for the timeline, such as {@code work: netvm sys-firewall → sys-net}. */
    String title();

    /**
     * An artifact that becomes another.
     *
     * @param why where a file lives and why just there; the empty text where that needs no word
     */
    record Change(int seq, Artifact artifact, Content before, Content after, String title, String reason, String why)
            implements Step {

        @Override
        public Change withSeq(int number) {
            return new Change(number, artifact, before, after, title, reason, why);
        }
    }

    /**
     * A command between changes.
     *
     * @param command what is run on the way there
     * @param undo what is run, in this order, on the way back; empty where there is nothing to undo
     * @param check what is seen on the host once it has worked, and not before; absent for a command that changes nothing or
     *     whose undo may always run
     * @param expect what the command itself must print, for a command that only looks
     */
    record Action(
            int seq,
            HostCommand command,
            List<HostCommand> undo,
            Optional<HostCheck> check,
            List<String> expect,
            String title,
            String reason)
            implements Step {

        public Action {
            undo = List.copyOf(undo);
            expect = List.copyOf(expect);
        }

        @Override
        public Action withSeq(int number) {
            return new Action(number, command, undo, check, expect, title, reason);
        }
    }
}
