package org.drawbridge.format.nft;

import java.util.ArrayList;
import java.util.List;
import org.drawbridge.format.FormatException;
import org.drawbridge.format.nft.NftToken.Kind;

/** Cuts an nftables text into tokens; comments are left out. */
final class NftLexer {

    private static final String WORD_SIGNS = "_./:*-\\?";
    private static final List<String> DOUBLE = List.of("==", "!=", "<=", ">=", "<<", ">>");

    private final String text;
    private final List<NftToken> tokens = new ArrayList<>();
    private int position;
    private int line = 1;
    private int lineStart;

    private NftLexer(String text) {
        this.text = text;
    }

    static List<NftToken> of(String text) {
        return new NftLexer(text).all();
    }

    private List<NftToken> all() {
        while (position < text.length()) {
            char each = text.charAt(position);
            if (each == '\n') {
                add(Kind.LINE_END, "", 1);
                line++;
                lineStart = position;
            } else if (each == '\\' && text.startsWith("\\\n", position)) {
                position += 2;
                line++;
                lineStart = position;
            } else if (each == ' ' || each == '\t' || each == '\r') {
                position++;
            } else if (each == '#') {
                int end = text.indexOf('\n', position);
                position = end < 0 ? text.length() : end;
            } else if (each == '"') {
                quoted();
            } else if (isWordPart(each)) {
                word();
            } else {
                sign(each);
            }
        }
        add(Kind.END, "", 0);
        return tokens;
    }

    private void add(Kind kind, String value, int length) {
        tokens.add(new NftToken(kind, value, line, position - lineStart + 1));
        position += length;
    }

    private void quoted() {
        int end = text.indexOf('"', position + 1);
        int lineEnd = text.indexOf('\n', position);
        if (end < 0 || (lineEnd >= 0 && lineEnd < end)) {
            throw new FormatException(
                    line, position - lineStart + 1, "a closing quote in the same line", text.substring(position));
        }
        add(Kind.QUOTED, text.substring(position + 1, end), end + 1 - position);
    }

    private void word() {
        int end = position;
        while (end < text.length() && isWordPart(text.charAt(end)) && !text.startsWith("\\\n", end)) {
            end++;
        }
        String found = text.substring(position, end);
        if (found.equals(".") || found.equals(":") || found.equals("-")) {
            add(Kind.SIGN, found, 1);
        } else if (found.startsWith(":") && !found.startsWith("::")) {
            add(Kind.SIGN, ":", 1);
        } else if (found.endsWith(":") && !found.endsWith("::")) {
            add(Kind.WORD, found.substring(0, found.length() - 1), found.length() - 1);
        } else {
            add(Kind.WORD, found, found.length());
        }
    }

    private void sign(char each) {
        String two = text.substring(position, Math.min(position + 2, text.length()));
        if (DOUBLE.contains(two)) {
            add(Kind.SIGN, two, 2);
        } else if ("{}();,=<>&|^!@$+[]%'".indexOf(each) >= 0) {
            add(Kind.SIGN, String.valueOf(each), 1);
        } else {
            throw new FormatException(
                    line, position - lineStart + 1, "a word, a quoted text or a sign", String.valueOf(each));
        }
    }

    private static boolean isWordPart(char each) {
        return Character.isLetterOrDigit(each) || WORD_SIGNS.indexOf(each) >= 0;
    }
}
