package org.drawbridge.format.nft;

import java.util.List;

/**
 * What a rule asks of a packet: one part of it, as {@code ip saddr}, or several together.
 *
 * @param selectors each with its words parted by single blanks
 */
public record NftExpression(List<String> selectors) {

    public NftExpression {
        selectors = List.copyOf(selectors);
    }

    /** The expression as nftables writes it. */
    public String text() {
        return String.join(" . ", selectors);
    }
}
