package org.drawbridge.format;

/** Writes the unified form of a diff, as git and {@code diff -u} do. */
final class UnifiedDiffWriter {

    private UnifiedDiffWriter() {}

    static String text(FileDiff diff) {
        if (diff.isEmpty()) {
            return "";
        }
        if (diff.binary()) {
            return "Binary files " + name(diff.oldName()) + " and " + name(diff.newName()) + " differ\n";
        }
        StringBuilder text = new StringBuilder();
        text.append("--- ").append(header(diff.oldName())).append('\n');
        text.append("+++ ").append(header(diff.newName())).append('\n');
        for (DiffHunk hunk : diff.hunks()) {
            text.append(hunk.header()).append('\n');
            for (DiffLine line : hunk.lines()) {
                text.append(line.kind().sign()).append(line.text()).append('\n');
                if (!line.ended()) {
                    text.append("\\ No newline at end of file\n");
                }
            }
        }
        return text.toString();
    }

    /** The name, with a tab behind it if it has a blank, so that a reader knows where it ends. */
    private static String header(String name) {
        return name.contains(" ") ? name(name) + "\t" : name(name);
    }

    /** The name, in quotes and with escapes if it has characters that would break the line. */
    private static String name(String name) {
        if (name.chars().noneMatch(UnifiedDiffWriter::isSpecial)) {
            return name;
        }
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < name.length(); i++) {
            char each = name.charAt(i);
            if (each == '"' || each == '\\') {
                quoted.append('\\').append(each);
            } else if (isSpecial(each)) {
                quoted.append(String.format("\\%03o", (int) each));
            } else {
                quoted.append(each);
            }
        }
        return quoted.append('"').toString();
    }

    private static boolean isSpecial(int each) {
        return each < ' ' || each == 0x7f || each == '"' || each == '\\';
    }
}
