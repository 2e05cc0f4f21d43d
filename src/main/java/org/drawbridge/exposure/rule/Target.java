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
