package org.drawbridge.format;

import java.util.ArrayList;
import java.util.List;

/** Splits a rule into words as iptables-restore does: blanks, double quotes, and backslash within these. */
final class RuleTokens {

    private final String text;
    private final int line;
    private final List<String> tokens = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private int quote = -1;

    private RuleTokens(String text, int line) {
        this.text = text;
        this.line = line;
    }

    /**
     * @param start where in the text the rule begins
     * @throws FormatException if a quote is not closed
     */
    static List<String> of(String text, int start, int line) {
        return new RuleTokens(text, line).split(start);
    }

    private List<String> split(int start) {
        for (int i = start; i < text.length(); i++) {
            i = quote < 0 ? plain(i) : quoted(i);
        }
        if (quote >= 0) {
            throw new FormatException(line, quote + 1, "a closing quote in the same line", text.substring(quote));
        }
        if (!word.isEmpty()) {
            end();
        }
        return List.copyOf(tokens);
    }

    private int plain(int index) {
        char each = text.charAt(index);
        if (each == '"') {
            quote = index;
        } else if (each != ' ' && each != '\t') {
            word.append(each);
        } else if (!word.isEmpty()) {
            end();
        }
        return index;
    }

    private int quoted(int index) {
        char each = text.charAt(index);
        if (each == '"') {
            quote = -1;
            end();
        } else if (each == '\\' && index + 1 < text.length()) {
            word.append(text.charAt(index + 1));
            return index + 1;
        } else {
            word.append(each);
        }
        return index;
    }

    private void end() {
        tokens.add(word.toString());
        word.setLength(0);
    }
}
