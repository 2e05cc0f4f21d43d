package org.drawbridge.audit;

import org.jspecify.annotations.Nullable;

/**
 * What a walk along the chain found.
 *
 * @param entries how many entries there are
 * @param ok whether each is as it was written and none is missing
 * @param firstBad the number of the first entry that is changed, missing, or out of its place
 * @param checkpoint the last entry that holds, or null where none does
 * @param problem what is wrong with the first bad entry, as a sentence
 */
public record AuditVerification(
        long entries,
        boolean ok,
        @Nullable Long firstBad,
        @Nullable Checkpoint checkpoint,
        @Nullable String problem) {

    /** A place in the chain: kept elsewhere, it proves later that nothing before it was changed or cut off. */
    public record Checkpoint(long seq, String hash) {}
}
