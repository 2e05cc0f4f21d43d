package org.drawbridge.host.lab;

import java.util.ArrayList;
import java.util.List;

/** The words of an nft script; the end of a line or a semicolon outside of a set's braces is a word of its own, {@code ;}. */
final class NftTokens {

    private final List<String> words = new ArrayList<>();
    private final List<Integer> lines = new ArrayList<>();
    private int next;

    NftTokens(String text) {
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            split(line, number);
            add(";", number);
        }
    }

    private void split(String line, int number) {
        int i = 0;
        while (i < line.length()) {
            char each = line.charAt(i);
            if (each == '#') {
                return;
            }
            if (each == '"') {
                int end = line.indexOf('"', i + 1);
                if (end < 0) {
                    throw new NftRefusal(number, "syntax error, unexpected quoted string without an end");
                }
                add(line.substring(i, end + 1), number);
                i = end + 1;
            } else if (Character.isWhitespace(each)) {
                i++;
            } else if ("{};,".indexOf(each) >= 0) {
                add(String.valueOf(each), number);
                i++;
            } else {
                int end = i;
                while (end < line.length()
                        && !Character.isWhitespace(line.charAt(end))
                        && "{};,\"#".indexOf(line.charAt(end)) < 0) {
                    end++;
                }
                add(line.substring(i, end), number);
                i = end;
            }
        }
    }

    private void add(String word, int line) {
        words.add(word);
        lines.add(line);
    }

    boolean atEnd() {
        return next >= words.size();
    }

    String peek() {
        return atEnd() ? "" : words.get(next);
    }

    int line() {
        return lines.isEmpty() ? 1 : lines.get(Math.min(next, lines.size() - 1));
    }

    String take() {
        if (atEnd()) {
            throw unexpected("end of file");
        }
        return words.get(next++);
    }

    boolean takeIf(String word) {
        if (peek().equals(word)) {
            next++;
            return true;
        }
        return false;
    }

    void expect(String word) {
        if (!takeIf(word)) {
            throw unexpected(atEnd() ? "end of file" : peek());
        }
    }

    void skipEnds() {
        while (takeIf(";")) {
            // The next word is what is asked for.
        }
    }

    /** The words up to the end of the statement, which is taken too; braces of sets within are kept together. */
    List<String> statement() {
        List<String> taken = new ArrayList<>();
        int depth = 0;
        while (!atEnd()) {
            String word = peek();
            if (depth == 0 && (word.equals(";") || word.equals("}"))) {
                takeIf(";");
                return taken;
            }
            depth += word.equals("{") ? 1 : word.equals("}") ? -1 : 0;
            next++;
            if (!word.equals(";")) {
                taken.add(word);
            }
        }
        if (depth > 0) {
            throw unexpected("end of file");
        }
        return taken;
    }

    NftRefusal unexpected(String what) {
        return new NftRefusal(line(), "syntax error, unexpected " + (what.equals(";") ? "newline" : what));
    }
}
