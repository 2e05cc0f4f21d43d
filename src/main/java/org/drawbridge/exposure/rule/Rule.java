package org.drawbridge.exposure.rule;

import java.util.List;

/**
 * A rule.
 *
 * @param table its table
 * @param chain its chain
 * @param number its place in the chain, from 1
 * @param text the rule as it is written, without its chain
 * @param statements what is asked and done, in order
 */
public record Rule(String table, String chain, int number, String text, List<Statement> statements) {
    public Rule {
        statements = List.copyOf(statements);
    }
}
