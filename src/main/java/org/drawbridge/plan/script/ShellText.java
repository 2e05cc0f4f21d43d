package org.drawbridge.plan.script;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.drawbridge.name.Sha256;

/** Makes words, comments and contents safe for a POSIX shell: the only place where that is done. */
final class ShellText {

    private static final int COMMENT_WIDTH = 116;
    private static final int BASE64_WIDTH = 76;

    private ShellText() {}

    /** A word that the shell takes as it is, whatever is in it. */
    static String word(String text) {
        return "'" + text.replace("\0", "").replace("'", "'\\''") + "'";
    }

    /** Several of them. */
    static String words(List<String> texts) {
        return texts.stream().map(ShellText::word).collect(Collectors.joining(" "));
    }

    /** One line of a text, for people: without what moves a cursor, ends a line or turns the direction of writing. */
    static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u0085\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff]", " ");
    }

    /** Lines of comments, broken between words. */
    static List<String> comment(String text) {
        String clean = plain(text).stripTrailing();
        String indent = clean.substring(0, clean.length() - clean.stripLeading().length());
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder("#");
        for (String word : clean.isEmpty() ? new String[0] : clean.strip().split(" +", -1)) {
            if (line.length() > 1 && line.length() + 1 + word.length() > COMMENT_WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder("#" + indent + " ");
            }
            line.append(line.length() == 1 ? " " + indent : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** The lines that print these bytes: as they are read where they can be, and else in base64. */
    static List<String> print(byte[] content) {
        String text = new String(content, StandardCharsets.US_ASCII);
        String end = "END_" + Sha256.of(content).hex().substring(0, 12);
        if (isReadable(content) && text.lines().noneMatch(end::equals)) {
            return here("cat", List.of(text.substring(0, text.length() - 1).split("\n", -1)), end);
        }
        String code = Base64.getMimeEncoder(BASE64_WIDTH, new byte[] {'\n'}).encodeToString(content);
        return here("base64 -d", code.isEmpty() ? List.of() : List.of(code.split("\n", -1)), end);
    }

    /** A document that the shell hands on without looking into it. */
    static List<String> here(String program, List<String> document, String end) {
        List<String> lines = new ArrayList<>();
        lines.add(program + " <<'" + end + "'");
        lines.addAll(document);
        lines.add(end);
        return lines;
    }

    /** Printable ASCII, tabs and ends of lines, the last one among them. */
    private static boolean isReadable(byte[] content) {
        for (byte each : content) {
            if (each != '\t' && each != '\n' && (each < ' ' || each > '~')) {
                return false;
            }
        }
        return content.length > 0 && content[content.length - 1] == '\n';
    }
}
