package org.drawbridge.format;

import java.util.List;

/** One edit of an iptables-save file, made as a bracketed block that says whose it is. */
public sealed interface RuleEdit {

    /** The table that is edited, as {@code nat}. */
    String table();

    /** The new lines: rules ({@code -A …}) and comments ({@code # …}). */
    List<String> lines();

    /**
     * Comments a rule out and puts lines in its place.
     *
     * @param rule the rule as iptables-save writes it; counters and blanks between words do not matter
     */
    record CommentOut(String table, String rule, List<String> lines) implements RuleEdit {

        public CommentOut {
            lines = RuleBlockText.checked(lines);
            RuleBlockText.checkRule(rule);
        }
    }

    /**
     * Puts lines before a rule.
     *
     * @param rule the rule as iptables-save writes it; counters and blanks between words do not matter
     * @param which of several equal rules
     */
    record InsertBefore(String table, String rule, Which which, List<String> lines) implements RuleEdit {

        public InsertBefore {
            lines = RuleBlockText.checked(lines);
            RuleBlockText.checkRule(rule);
        }
    }

    /** Puts lines behind all rules of a table, before its {@code COMMIT}. */
    record InsertAtEnd(String table, List<String> lines) implements RuleEdit {

        public InsertAtEnd {
            lines = RuleBlockText.checked(lines);
        }
    }

    /** Which of several equal rules is meant. */
    enum Which {
        FIRST,
        LAST
    }
}
