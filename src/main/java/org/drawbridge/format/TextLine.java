package org.drawbridge.format;

import java.util.ArrayList;
import java.util.List;

/**
 * One line of a text.
 *
 * @param number counted from 1
 * @param text without its ending
 * @param ending {@code \n}, {@code \r\n}, or nothing for a last line that is not ended
 */
record TextLine(int number, String text, String ending) {

    /** Splits at line feeds; a text that ends with one has no empty line after it. */
    static List<TextLine> split(String text) {
        List<TextLine> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int feed = text.indexOf('\n', start);
            int next = feed < 0 ? text.length() : feed + 1;
            int end = feed < 0 ? next : feed;
            if (feed > start && text.charAt(feed - 1) == '\r') {
                end--;
            }
            lines.add(new TextLine(lines.size() + 1, text.substring(start, end), text.substring(end, next)));
            start = next;
        }
        return lines;
    }
}
