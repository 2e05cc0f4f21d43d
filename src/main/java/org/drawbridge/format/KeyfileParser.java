package org.drawbridge.format;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drawbridge.format.KeyfileLine.Blank;
import org.drawbridge.format.KeyfileLine.Comment;
import org.drawbridge.format.KeyfileLine.Entry;
import org.drawbridge.format.KeyfileLine.Group;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a keyfile, as strictly as GLib's GKeyFile does. */
final class KeyfileParser {

    private static final Pattern BLANK = Pattern.compile("[ \t]*");
    private static final Pattern GROUP_NAME = Pattern.compile("[^\\[\\]\t]+");
    private static final Pattern GROUP = Pattern.compile("[ \t]*\\[(" + GROUP_NAME + ")][ \t]*");
    private static final Pattern KEY =
            Pattern.compile("[^ =\\[\\]\t](?:[^=\\[\\]]*[^ =\\[\\]\t])?(?:\\[[\\p{L}\\p{N}._@-]*])?");

    private final List<KeyfileLine> lines = new ArrayList<>();
    private @Nullable String group;

    static List<KeyfileLine> parse(String text) {
        KeyfileParser parser = new KeyfileParser();
        TextLine.split(text).forEach(line -> parser.lines.add(parser.line(line)));
        return parser.lines;
    }

    static boolean isGroup(String name) {
        return GROUP_NAME.matcher(name).matches() && StrictText.isOneLine(name);
    }

    static boolean isKey(String name) {
        return KEY.matcher(name).matches() && !name.startsWith("#") && StrictText.isOneLine(name);
    }

    private KeyfileLine line(TextLine line) {
        String text = line.text();
        if (BLANK.matcher(text).matches()) {
            return new Blank(line.number(), text, line.ending());
        }
        int first = indent(text, 0);
        return switch (text.charAt(first)) {
            case '#' -> new Comment(line.number(), text, line.ending());
            case '[' -> group(line, first);
            default -> entry(line, first);
        };
    }

    private Group group(TextLine line, int first) {
        Matcher matcher = GROUP.matcher(line.text());
        if (!matcher.matches()) {
            throw unexpected(line, first, "a group as [name] and nothing after it");
        }
        group = matcher.group(1);
        return new Group(line.number(), line.text(), line.ending(), group);
    }

    private Entry entry(TextLine line, int first) {
        String text = line.text();
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw unexpected(line, first, "key=value, [group] or a comment");
        }
        String key = text.substring(first, equals).stripTrailing();
        if (!KEY.matcher(key).matches()) {
            throw unexpected(line, first, "the name of a key before =");
        }
        if (group == null) {
            throw unexpected(line, first, "a group as [name] before the first key");
        }
        String value = text.substring(indent(text, equals + 1));
        return new Entry(line.number(), text, line.ending(), group, key, value);
    }

    /** Where the blanks end that begin here. */
    private static int indent(String text, int start) {
        int end = start;
        while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
            end++;
        }
        return end;
    }

    private static FormatException unexpected(TextLine line, int index, String expected) {
        return new FormatException(
                line.number(), index + 1, expected, line.text().substring(index));
    }
}
