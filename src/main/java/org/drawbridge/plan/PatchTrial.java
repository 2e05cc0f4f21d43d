package org.drawbridge.plan;

import org.drawbridge.patch.Patch;

/**
 * What would become of a patch on the host as it is.
 *
 * @param patch the patch
 * @param path the file that it would change, as it was found in dom0
 * @param outcome how it went
 * @param diff the unified diff of the target where it applies, else the empty text
 * @param message one sentence for people; where it does not fit, with the lines that it expects
 */
public record PatchTrial(Patch patch, String path, Outcome outcome, String diff, String message) {

    /** How a dry run went. */
    public enum Outcome {
        APPLIES,
        ALREADY_APPLIED,
        DOES_NOT_APPLY,
        /** The host has no such file, or cannot be read. */
        NO_TARGET
    }
}
