package org.drawbridge.format;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of an iptables-save file, with its text exactly as it stands there. */
public sealed interface IptablesLine {

    /** Counted from 1. */
    int number();

    /** The whole line without its ending. */
    String raw();

    /** Line feed, carriage return and line feed, or nothing at the end of a file that does not end its last line. */
    String ending();

    /** The number of packets and bytes that a chain or rule has seen. */
    record Counters(long packets, long bytes) {}

    /** {@code *filter}: a table begins. */
    record Table(int number, String raw, String ending, String name) implements IptablesLine {}

    /**
     * {@code :FORWARD DROP [0:0]}: a chain of the table.
     *
     * @param policy {@code ACCEPT} or {@code DROP} for a chain of the kernel, {@code -} for one of the user
     */
    record Chain(
            int number,
            String raw,
            String ending,
            String name,
            String policy,
            @Nullable Counters counters) implements IptablesLine {}

    /**
     * {@code [0:0] -A FORWARD -i vif+ -j ACCEPT}: a rule, or any other command that stands in a table.
     *
     * @param table the table it stands in
     * @param tokens the words from the command on, quotes taken off as iptables-restore does
     */
    record Rule(
            int number, String raw, String ending, @Nullable Counters counters, String table, List<String> tokens)
            implements IptablesLine {

        public Rule {
            tokens = List.copyOf(tokens);
        }

        /** The first word, as {@code -A}. */
        public String command() {
            return tokens.getFirst();
        }

        /** Whether it appends a rule to a chain, which is all that iptables-save itself writes. */
        public boolean appends() {
            return command().equals("-A") || command().equals("--append");
        }

        /** The chain that the command is about; empty for a command without one. */
        public String chain() {
            return tokens.size() > 1 ? tokens.get(1) : "";
        }

        /** The words after the chain: matches, target and their options. */
        public List<String> options() {
            return tokens.subList(Math.min(2, tokens.size()), tokens.size());
        }
    }

    /** {@code # …}. */
    record Comment(int number, String raw, String ending) implements IptablesLine {}

    /** A line without a word. */
    record Blank(int number, String raw, String ending) implements IptablesLine {}

    /** {@code COMMIT}: the table ends. */
    record Commit(int number, String raw, String ending) implements IptablesLine {}
}
