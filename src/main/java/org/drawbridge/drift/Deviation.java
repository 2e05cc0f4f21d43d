package org.drawbridge.drift;

import org.drawbridge.name.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Something on the host that is not as it was applied, as one look found it.
 *
 * @param artifact what it is about, such as {@code file:sys-net:/rw/config/x} or {@code port:sys-net:bridge0/work}
 * @param expected what it was made, or should be; a precondition for a file, the value for a setting
 * @param found what it is, in the same form
 * @param diff a unified diff from what it was made to what it is; the empty text where there is none to show
 * @param stockDiff a unified diff from what it was before the bridge to what it was made; the empty text likewise
 * @param cause how it came to that as far as the host tells, and what to do by hand; the empty text where it does not
 * @param profile the number of the profile that made it, or null where none did
 * @param profileName that profile's name, or the empty text
 * @param decidable whether what is there now can be adopted
 */
record Deviation(
        String artifact,
        DriftKind kind,
        String expected,
        String found,
        String diff,
        String stockDiff,
        String cause,
        @Nullable Long profile,
        String profileName,
        boolean decidable) {

    /** Tells one finding from another about the same artifact. */
    Sha256 sum() {
        return Sha256.of(kind + "\n" + expected + "\n" + found + "\n" + diff);
    }

    Deviation because(String sentence) {
        return new Deviation(
                artifact,
                kind,
                expected,
                found,
                diff,
                stockDiff,
                cause.isEmpty() ? sentence : cause + " " + sentence,
                profile,
                profileName,
                decidable);
    }
}
