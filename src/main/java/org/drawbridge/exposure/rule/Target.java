package org.drawbridge.exposure.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that a rule does with a packet. */
public sealed interface Target extends Statement {

    /** The packet passes this base chain. */
    record Accept() implements Target {}

    /** The packet is lost. */
    record Drop() implements Target {}

    /** The packet is lost and its sender is told. */
    record Reject(String with) implements Target {}

    /** Another chain is asked, and this one again after it. */
    record Jump(String chain) implements Target {}

    /** Another chain is asked in place of this one. */
    record Goto(String chain) implements Target {}

    /** The chain ends here. */
    record Return() implements Target {}

    /** Something that does not bear on the packet's way, as a counter. */
    record Pass(String what) implements Target {}

    /** Connection tracking does not look at the packet. */
    record Notrack() implements Target {}

    /**
     * An address is translated.
     *
     * @param addresses the new ones; null for the address of the interface, or to keep it
     * @param ports the new ports; null to keep them
     */
    record Translate(
            Kind kind,
            @Nullable IntervalSet addresses,
            @Nullable IntervalSet ports) implements Target {

        /** What is translated, and to what. */
        public enum Kind {
            SOURCE,
            MASQUERADE,
            DESTINATION,
            REDIRECT
        }
    }

    /**
     * A mark is written: of what it was these bits are kept, the bits taken from a mark and the flipped ones are changed.
     *
     * @param onConnection whether the connection's mark is written, not the packet's
     * @param keep the bits of the written mark that stay
     * @param ofConnection whether bits are taken from the connection's mark, not from the packet's
     * @param take the bits that are taken
     * @param flip the bits that are changed at last
     */
    record Mark(boolean onConnection, long keep, boolean ofConnection, long take, long flip) implements Target {

        /** A constant is written into the bits of a mask. */
        static Mark set(boolean onConnection, long value, long mask) {
            return new Mark(onConnection, ~mask & 0xffff_ffffL, false, 0, value);
        }

        boolean asksConnection() {
            return onConnection || (ofConnection && take != 0);
        }

        /** The marks afterwards. */
        Marks write(Marks marks) {
            Long old = marks.of(onConnection);
            Long from = marks.of(ofConnection);
            if ((keep != 0 && old == null) || (take != 0 && from == null)) {
                return marks.with(onConnection, null);
            }
            long kept = old == null ? 0 : old & keep;
            long taken = from == null ? 0 : from & take;
            return marks.with(onConnection, kept ^ taken ^ flip);
        }
    }

    /** The first branch whose match holds is taken. */
    record Choose(List<Branch> branches) implements Target {
        public Choose {
            branches = List.copyOf(branches);
        }
    }

    /** What is done if something holds. */
    record Branch(Match match, Target target) {}

    /** Something that is not known here. */
    record Unknown(String reason) implements Target {}
}
