package org.drawbridge.patch;

import java.time.Instant;
import java.util.UUID;
import org.drawbridge.name.Sha256;

/**
 * An uploaded patch.
 *
 * @param name the name of the file that was uploaded
 * @param target the name of the file that it changes, such as {@code qubes.py}
 * @param sha256 of the bytes that were uploaded for this target
 * @param by who uploaded it
 * @param sample whether it is one of the lab's samples and of no use on a real host
 */
public record Patch(
        UUID id, String name, String target, Sha256 sha256, Instant uploadedAt, String by, boolean sample) {}
