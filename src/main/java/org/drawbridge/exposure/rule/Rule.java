package org.drawbridge.exposure.rule;

import java.util.List;

/** A rule. */
public final class Rule {

    private final String table;
    private final String chain;
    private final int number;
    private final String text;
    private final List<Statement> statements;
    private final Gate gate;

    /**
     * @param table its table
     * @param chain its chain
     * @param number its place in the chain, from 1
     * @param text the rule as it is written, without its chain
     * @param statements what is asked and done, in order
     */
    public Rule(String table, String chain, int number, String text, List<Statement> statements) {
        this.table = table;
        this.chain = chain;
        this.number = number;
        this.text = text;
        this.statements = List.copyOf(statements);
        this.gate = new Gate(this.statements);
    }

    public String table() {
        return table;
    }

    public String chain() {
        return chain;
    }

    public int number() {
        return number;
    }

    public String text() {
        return text;
    }

    public List<Statement> statements() {
        return statements;
    }

    Gate gate() {
        return gate;
    }
}
