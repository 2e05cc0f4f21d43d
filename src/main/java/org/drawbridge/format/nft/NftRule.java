package org.drawbridge.format.nft;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A rule of a chain.
 *
 * @param line where it stands, from 1
 * @param statements its parts, in order
 * @param comment what it says about itself; empty if nothing
 */
public record NftRule(int line, List<NftStatement> statements, String comment) {

    public NftRule {
        statements = List.copyOf(statements);
    }

    /** The rule as nftables writes it. */
    public String text() {
        String body = statements.stream().map(NftStatement::text).collect(Collectors.joining(" "));
        return comment.isEmpty() ? body : (body + " comment \"" + comment + "\"").strip();
    }
}
