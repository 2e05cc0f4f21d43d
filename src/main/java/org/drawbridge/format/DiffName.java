package org.drawbridge.format;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file as the line before its hunks names it.
 *
 * @param path without quotes and time
 * @param epoch whether its time is that of a file that is not there, as {@code diff -N} writes it
 */
record DiffName(String path, boolean epoch) {

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d.*");
    private static final Pattern NAME_AND_TIME = Pattern.compile("(.*?) +(" + TIME + ")");
    private static final Pattern EPOCH = Pattern.compile("(?:1970-01-01|1969-12-31) .*");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:([0-3][0-7]{2})|(.))");

    /** Reads a line that begins with {@code ---} or {@code +++} and a blank. */
    static DiffName of(TextLine line) {
        String text = line.text().substring(4);
        String path;
        String time = "";
        int tab = text.indexOf('\t');
        Matcher matcher = NAME_AND_TIME.matcher(text);
        if (text.startsWith("\"")) {
            path = unquoted(line, text);
        } else if (tab >= 0) {
            path = text.substring(0, tab);
            time = text.substring(tab + 1);
        } else if (matcher.matches()) {
            path = matcher.group(1);
            time = matcher.group(2);
        } else {
            path = text;
        }
        if (path.isBlank()) {
            throw new FormatException(line.number(), 5, "the name of a file", text);
        }
        return new DiffName(path, EPOCH.matcher(time).matches());
    }

    /** The name, or that of no file if its time says so and it has no lines. */
    String name(boolean withoutLines) {
        return epoch && withoutLines ? FileDiff.ABSENT : path;
    }

    private static String unquoted(TextLine line, String text) {
        int end = 1;
        while (end < text.length() && text.charAt(end) != '"') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= text.length()) {
            throw new FormatException(line.number(), 5, "a closing quote after the name of a file", text);
        }
        // An escape stands for one byte, so that a letter beyond ASCII takes two or more of them.
        String octets =
                new String(text.substring(1, end).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        String plain = ESCAPE.matcher(octets)
                .replaceAll(found -> Matcher.quoteReplacement(meant(found.group(1), found.group(2))));
        return new String(plain.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static String meant(@Nullable String octal, String letter) {
        if (octal != null) {
            return String.valueOf((char) Integer.parseInt(octal, 8));
        }
        return switch (letter) {
            case "n" -> "\n";
            case "t" -> "\t";
            default -> letter;
        };
    }
}
