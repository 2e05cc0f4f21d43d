package org.drawbridge.drift;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something on the host that is not as it was applied, since when, and what a person decided about it.
 *
 * @param id its number
 * @param artifact what it is about, such as {@code file:sys-net:/rw/config/x} or {@code port:sys-net:bridge0/work}
 * @param expected what it was made, or should be
 * @param found what it is now
 * @param diff a unified diff from the one to the other; the empty text where there is none
 * @param stockDiff a unified diff from what it was before the bridge to what it was made; the empty text where there is none
 * @param cause how it came to that, or what to do, as far as that is known; the empty text where it is not
 * @param since when it was found first
 * @param profile the number of the profile that made it, or null
 * @param profileName that profile's name, or the empty text
 * @param sum tells this finding from a later one about the same artifact
 * @param decidable whether what is there now can be adopted
 * @param ignored who ignores it, where somebody does
 */
public record Drift(
        long id,
        String artifact,
        DriftKind kind,
        String expected,
        String found,
        String diff,
        String stockDiff,
        String cause,
        Instant since,
        @Nullable Long profile,
        String profileName,
        String sum,
        boolean decidable,
        Optional<Ignored> ignored) {

    /** A person's decision to leave it as it is. */
    public record Ignored(String reason, String by, Instant at) {}
}
