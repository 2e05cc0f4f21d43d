package org.drawbridge.format;

/**
 * A place where NetworkManager reads a keyfile otherwise than it says.
 *
 * @param line counted from 1; 0 if it is about the file or about something that is missing
 * @param group as {@code bridge}; empty if it is about the file
 * @param key as {@code stp}; empty if it is about the file or the group
 * @param says what stands there; empty if it is missing
 * @param taken what NetworkManager takes, in a few words
 * @param write what to write instead
 */
public record KeyfileFinding(
        int line, String group, String key, String says, String taken, String write, Effect effect) {

    /** What becomes of it. */
    public enum Effect {
        /** NetworkManager does not load the file; only its log says so. */
        FILE_SKIPPED,
        /** The value is passed over without a word and the default counts. */
        VALUE_IGNORED,
        /** It counts, but not as what is written. */
        READ_OTHERWISE,
        /** An old name that means the same. */
        OLD_NAME
    }
}
