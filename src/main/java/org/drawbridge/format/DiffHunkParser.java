package org.drawbridge.format;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drawbridge.format.DiffLine.Kind;
import org.jspecify.annotations.Nullable;

/** Reads one hunk of a patch, which must have just as many lines as its head says. */
final class DiffHunkParser {

    private static final Pattern HEAD =
            Pattern.compile("@@ -(\\d{1,7})(?:,(\\d{1,7}))? \\+(\\d{1,7})(?:,(\\d{1,7}))? @@(?: (.*))?");

    private final List<TextLine> lines;
    private final boolean stripped;
    private final List<DiffLine> body = new ArrayList<>();
    private int at;
    private int oldLeft;
    private int newLeft;
    private int oldNumber;
    private int newNumber;

    /**
     * Begins at the head of a hunk.
     *
     * @param stripped whether carriage returns at the ends of lines belong to the patch and not to the file
     */
    DiffHunkParser(List<TextLine> lines, int at, boolean stripped) {
        this.lines = lines;
        this.at = at;
        this.stripped = stripped;
    }

    /** Index of the line behind the hunk. */
    int end() {
        return at;
    }

    DiffHunk hunk() {
        TextLine head = lines.get(at);
        Matcher matcher = HEAD.matcher(head.text());
        if (!matcher.matches()) {
            throw unexpected("a hunk (@@ -line,count +line,count @@)");
        }
        int oldStart = Integer.parseInt(matcher.group(1));
        int newStart = Integer.parseInt(matcher.group(3));
        int oldCount = count(matcher.group(2));
        int newCount = count(matcher.group(4));
        if ((oldStart == 0 && oldCount > 0) || (newStart == 0 && newCount > 0) || oldCount + newCount == 0) {
            throw unexpected("a hunk with lines, counted from 1");
        }
        oldLeft = oldCount;
        newLeft = newCount;
        oldNumber = oldStart;
        newNumber = newStart;
        at++;
        while (oldLeft > 0 || newLeft > 0 || isMarker()) {
            line();
        }
        String section = matcher.group(5) == null ? "" : matcher.group(5);
        return new DiffHunk(oldStart, oldCount, newStart, newCount, section, body);
    }

    private static int count(@Nullable String text) {
        return text == null ? 1 : Integer.parseInt(text);
    }

    private boolean isMarker() {
        return at < lines.size() && lines.get(at).text().startsWith("\\ ");
    }

    private void line() {
        if (at == lines.size()) {
            throw unexpected(oldLeft + " old and " + newLeft + " new lines more in the hunk");
        }
        if (isMarker()) {
            marker();
        } else {
            String text =
                    lines.get(at).text() + (stripped || !lines.get(at).ending().equals("\r\n") ? "" : "\r");
            // Some mail programs take the blank off an empty context line.
            char sign = text.isEmpty() || text.equals("\r") ? ' ' : text.charAt(0);
            body.add(line(kind(sign), text.isEmpty() || text.equals("\r") ? text : text.substring(1)));
        }
        at++;
    }

    /** Says of the line before it that no feed ends it; it must be the last one of its side. */
    private void marker() {
        if (body.isEmpty() || !body.getLast().ended()) {
            throw unexpected("a line of the hunk before this one");
        }
        DiffLine last = body.removeLast();
        if ((last.isOld() && oldLeft > 0) || (last.isNew() && newLeft > 0)) {
            throw unexpected("this only behind the last line of the file");
        }
        body.add(new DiffLine(last.kind(), last.oldNumber(), last.newNumber(), last.text(), false, List.of()));
    }

    private Kind kind(char sign) {
        Kind kind = switch (sign) {
            case ' ' -> Kind.CONTEXT;
            case '-' -> Kind.REMOVED;
            case '+' -> Kind.ADDED;
            default -> throw unexpected("a line of the hunk, which begins with a blank, - or +");
        };
        boolean tooMany = (kind != Kind.ADDED && oldLeft == 0) || (kind != Kind.REMOVED && newLeft == 0);
        if (tooMany) {
            throw unexpected(oldLeft + " old and " + newLeft + " new lines more in the hunk");
        }
        return kind;
    }

    private DiffLine line(Kind kind, String text) {
        int old = kind == Kind.ADDED ? 0 : oldNumber++;
        int now = kind == Kind.REMOVED ? 0 : newNumber++;
        oldLeft -= kind == Kind.ADDED ? 0 : 1;
        newLeft -= kind == Kind.REMOVED ? 0 : 1;
        return new DiffLine(kind, old, now, text, true, List.of());
    }

    private FormatException unexpected(String expected) {
        return at < lines.size()
                ? new FormatException(
                        lines.get(at).number(), 1, expected, lines.get(at).text())
                : new FormatException(lines.size() + 1, 1, expected, "the end of the patch");
    }
}
