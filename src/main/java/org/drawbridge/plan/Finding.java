package org.drawbridge.plan;

/**
 * Something that a person must know before a plan is applied.
 *
 * @param severity whether it stops the plan, wants a tick, or is told
 * @param code a stable word for scripts, such as {@code wireless-uplink}
 * @param message what is the case
 * @param why why it matters
 * @param remedy what to do
 */
public record Finding(Severity severity, String code, String message, String why, String remedy) {

    /** How much a finding weighs. */
    public enum Severity {
        /** The plan cannot be applied. */
        BLOCKER,
        /** The plan can be applied by a person who says that they know. */
        WARNING,
        NOTE
    }
}
