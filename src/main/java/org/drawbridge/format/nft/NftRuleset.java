package org.drawbridge.format.nft;

import java.util.List;
import java.util.stream.Collectors;
import org.drawbridge.format.FormatException;

/**
 * An nftables text, as {@code nft -f} reads it.
 *
 * <p>Definitions are put in where they are used. Statements that are not understood are kept as they are written.
 *
 * @param items in the order in which they are done
 */
public record NftRuleset(List<NftItem> items) {

    /** The greatest length that is read, in characters. */
    public static final int LIMIT = 4 * 1024 * 1024;

    public NftRuleset {
        items = List.copyOf(items);
    }

    /**
     * Reads a text.
     *
     * @throws FormatException if it is not one, or includes another file
     */
    public static NftRuleset parse(String text) {
        if (text.length() > LIMIT) {
            throw new FormatException(1, 1, "at most " + LIMIT + " characters", text.length() + " characters");
        }
        return new NftRuleset(new NftParser(new NftTokens(NftLexer.of(text))).items());
    }

    /** The text as nftables writes it. */
    public String text() {
        return items.stream()
                .map(item -> item.lines().stream().collect(Collectors.joining("\n", "", "\n")))
                .collect(Collectors.joining());
    }
}
