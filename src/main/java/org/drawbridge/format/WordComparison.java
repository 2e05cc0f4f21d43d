package org.drawbridge.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.drawbridge.format.DiffLine.Mark;

/** The words of two lines, and which of them both have. */
final class WordComparison {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+|\\s+|.", Pattern.DOTALL);
    private static final int MOST_WORDS = 400;

    private final List<String> before;
    private final List<String> after;
    private final int[] partner;

    private WordComparison(List<String> before, List<String> after, int[] partner) {
        this.before = before;
        this.after = after;
        this.partner = partner;
    }

    /** Compares two lines; lines of too many words have nothing in common. */
    static WordComparison of(String before, String after) {
        List<String> words = words(before);
        List<String> others = words(after);
        if (words.size() > MOST_WORDS || others.size() > MOST_WORDS) {
            return new WordComparison(List.of(before), List.of(after), new int[] {-1});
        }
        return new WordComparison(words, others, Alignment.of(words, others));
    }

    /** The share of characters that both have, without blanks, from 0 to 1. */
    double likeness() {
        int common = 0;
        for (int i = 0; i < partner.length; i++) {
            common += partner[i] < 0 ? 0 : weight(before.get(i));
        }
        int all = before.stream().mapToInt(WordComparison::weight).sum()
                + after.stream().mapToInt(WordComparison::weight).sum();
        return all == 0 ? 1 : 2.0 * common / all;
    }

    /** The stretches of the first line that the second does not have. */
    List<Mark> oldMarks() {
        boolean[] changed = new boolean[before.size()];
        for (int i = 0; i < partner.length; i++) {
            changed[i] = partner[i] < 0;
        }
        return marks(before, changed);
    }

    /** The stretches of the second line that the first does not have. */
    List<Mark> newMarks() {
        boolean[] changed = new boolean[after.size()];
        Arrays.fill(changed, true);
        for (int other : partner) {
            if (other >= 0) {
                changed[other] = false;
            }
        }
        return marks(after, changed);
    }

    private static List<Mark> marks(List<String> words, boolean[] changed) {
        List<Mark> marks = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < changed.length; i++) {
            int end = at + words.get(i).length();
            if (changed[i]) {
                boolean joined = i > 0 && changed[i - 1];
                int from = joined ? marks.removeLast().from() : at;
                marks.add(new Mark(from, end));
            }
            at = end;
        }
        return marks;
    }

    private static int weight(String word) {
        return word.isBlank() ? 0 : word.length();
    }

    private static List<String> words(String text) {
        return WORD.matcher(text).results().map(MatchResult::group).toList();
    }
}
