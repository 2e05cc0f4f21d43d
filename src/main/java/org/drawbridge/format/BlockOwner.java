package org.drawbridge.format;

import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * Whose a bracketed block of rules is.
 *
 * @param bridge name of the bridge
 * @param profile identifier of the bridge profile
 */
public record BlockOwner(String bridge, String profile) implements Comparable<BlockOwner> {

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Comparator<BlockOwner> ORDER =
            Comparator.comparing(BlockOwner::bridge).thenComparing(BlockOwner::profile);

    public BlockOwner {
        check(bridge);
        check(profile);
    }

    /**
     * The owner of these names.
     *
     * @throws IllegalArgumentException if a part is not 1 to 64 letters, digits, dots, underscores or hyphens
     */
    public static BlockOwner of(String bridge, String profile) {
        return new BlockOwner(bridge, profile);
    }

    @Override
    public int compareTo(BlockOwner other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return bridge + " " + profile;
    }

    private static void check(String word) {
        if (!WORD.matcher(word).matches()) {
            throw new IllegalArgumentException(
                    "The owner of a block is named by letters, digits, dots, underscores and hyphens, not "
                            + Excerpt.of(word) + ".");
        }
    }
}
