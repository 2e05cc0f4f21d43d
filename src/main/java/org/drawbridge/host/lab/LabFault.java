package org.drawbridge.host.lab;

import java.util.function.Predicate;
import org.drawbridge.host.lab.LabCall.Operation;

/**
 * A fault that waits for its call.
 *
 * @param kind what goes wrong
 * @param label which calls it is for, in words for people
 * @param calls the calls that it counts
 * @param nth which of them it strikes first, from 1
 * @param times how many calls it strikes, from that one on; {@link Integer#MAX_VALUE} for all
 */
public record LabFault(Kind kind, String label, Predicate<LabCall> calls, int nth, int times) {

    public LabFault {
        if (nth < 1 || times < 1) {
            throw new IllegalArgumentException("A fault strikes the first call or a later one, once or more often.");
        }
    }

    /** Strikes the nth of all calls that change something or run a command. */
    public static LabFault atStep(Kind kind, int nth) {
        return new LabFault(kind, "step " + nth, call -> call.operation().isStep(), nth, 1);
    }

    /** Strikes the nth call of one operation whose line contains the text. */
    public static LabFault at(Kind kind, Operation operation, String containing, int nth) {
        return new LabFault(
                kind,
                operation + (containing.isEmpty() ? "" : " with “" + containing + "”"),
                call -> call.operation() == operation && call.text().contains(containing),
                nth,
                1);
    }

    /** The same fault, but for all calls from its first one on. */
    public LabFault lasting() {
        return new LabFault(kind, label, calls, nth, Integer.MAX_VALUE);
    }

    /** What goes wrong. */
    public enum Kind {
        /** Nothing is done, and the host says so. */
        FAIL("is refused"),
        /** Nothing is done, and no answer comes within the time limit. */
        HANG("hangs"),
        /** A file is left half written; anything else is done; no answer comes. */
        CUT_OFF("is cut off half-way"),
        /** The qube concerned stops just before; for dom0 the call fails. */
        QUBE_DIES("finds its qube dead"),
        /** Nothing is done, since no space is left. */
        NO_SPACE("finds no space");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** What happens to the call, as the end of a sentence. */
        public String words() {
            return words;
        }
    }
}
