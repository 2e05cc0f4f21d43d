package org.drawbridge.patch;

import java.nio.charset.StandardCharsets;

/**
 * A patch as it is applied.
 *
 * @param name the name of the file that was uploaded
 * @param target the name of the file that it changes
 * @param content the unified diff of that one file
 * @param sample whether it is one of the lab's samples
 */
public record PatchText(String name, String target, String content, boolean sample) {

    /** The diff as it is read. */
    public byte[] bytes() {
        return content.getBytes(StandardCharsets.UTF_8);
    }
}
