package org.drawbridge.format;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block of ours in an iptables-save file.
 *
 * @param owner as the line above the bracket says; null if there is none or it cannot be read
 * @param firstLine number of that line
 * @param lastLine number of its last line
 * @param lines what stands between the brackets
 * @param fault what another hand has changed; null if the block is as it was written
 */
public record RuleBlock(
        @Nullable BlockOwner owner,
        int firstLine,
        int lastLine,
        List<String> lines,
        @Nullable String fault) {

    public RuleBlock {
        lines = List.copyOf(lines);
    }

    /** Whether the block is as it was written. */
    public boolean intact() {
        return fault == null;
    }
}
