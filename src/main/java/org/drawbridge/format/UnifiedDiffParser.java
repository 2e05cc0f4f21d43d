package org.drawbridge.format;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds the files of a patch, and the hunks of each. */
final class UnifiedDiffParser {

    private static final Pattern NOT_LINES =
            Pattern.compile("(?:old mode|new mode|rename from|rename to|copy from|copy to) .*|GIT binary patch");
    private static final Pattern BINARY = Pattern.compile("Binary files .* differ");
    private static final Pattern CONTEXT_DIFF = Pattern.compile("\\*{15}.*");
    private static final Pattern LEFT_OVER = Pattern.compile("[ +-].*");
    private static final Pattern SIGNATURE = Pattern.compile("-- ?");

    private final List<TextLine> lines;
    private final List<FileDiff> files = new ArrayList<>();
    private int at;

    UnifiedDiffParser(List<TextLine> lines) {
        this.lines = lines;
    }

    List<FileDiff> files() {
        boolean git = false;
        while (at < lines.size()) {
            if (isHeader()) {
                files.add(file());
                git = false;
            } else {
                String text = lines.get(at).text();
                git = git || text.startsWith("diff --git ");
                between(text, git);
                at++;
            }
        }
        if (files.isEmpty()) {
            throw unexpected("a file of a unified diff: --- name, and +++ name in the next line");
        }
        return List.copyOf(files);
    }

    private void between(String text, boolean git) {
        boolean binary = BINARY.matcher(text).matches();
        if (binary || (git && NOT_LINES.matcher(text).matches())) {
            throw unexpected("a patch that changes nothing but lines of text");
        }
        if (CONTEXT_DIFF.matcher(text).matches()) {
            throw unexpected("a unified diff, as diff -u writes it");
        }
        if (text.startsWith("@@ ")) {
            throw unexpected("--- name and +++ name before the first hunk");
        }
    }

    private boolean isHeader() {
        return at + 1 < lines.size()
                && lines.get(at).text().startsWith("--- ")
                && lines.get(at + 1).text().startsWith("+++ ");
    }

    private FileDiff file() {
        DiffName before = DiffName.of(lines.get(at));
        DiffName after = DiffName.of(lines.get(at + 1));
        boolean stripped = lines.get(at + 1).ending().equals("\r\n");
        at += 2;
        List<DiffHunk> hunks = new ArrayList<>();
        while (at < lines.size() && lines.get(at).text().startsWith("@@ ")) {
            DiffHunkParser parser = new DiffHunkParser(lines, at, stripped);
            hunks.add(parser.hunk());
            at = parser.end();
            refuseLeftOver();
        }
        boolean whole = hunks.size() == 1;
        String oldName = before.name(whole && hunks.getFirst().oldCount() == 0);
        String newName = after.name(whole && hunks.getFirst().newCount() == 0);
        if (hunks.isEmpty() && !oldName.equals(FileDiff.ABSENT) && !newName.equals(FileDiff.ABSENT)) {
            throw unexpected("a hunk (@@ -line,count +line,count @@)");
        }
        return new FileDiff(oldName, newName, false, hunks);
    }

    /** A hunk that has more lines than its head says would otherwise be applied in part. */
    private void refuseLeftOver() {
        boolean more = at < lines.size() && !isHeader();
        String text = more ? lines.get(at).text() : "";
        if (LEFT_OVER.matcher(text).matches() && !SIGNATURE.matcher(text).matches()) {
            throw unexpected("the end of the hunk, as its @@ line says");
        }
    }

    private FormatException unexpected(String expected) {
        return at < lines.size()
                ? new FormatException(
                        lines.get(at).number(), 1, expected, lines.get(at).text())
                : new FormatException(lines.size() + 1, 1, expected, "the end of the patch");
    }
}
