package org.drawbridge.format;

import org.jspecify.annotations.Nullable;

/**
 * A key that means something else in two keyfiles.
 *
 * @param group today's name of the group
 * @param key today's name of the key
 * @param before null if the key is not there, or has its default
 * @param after null if the key is not there, or has its default
 */
public record KeyfileDifference(
        String group,
        String key,
        @Nullable String before,
        @Nullable String after) {}
