package org.drawbridge.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The escapes and lists of a keyfile's values, as GLib's GKeyFile reads and writes them. */
final class KeyfileValue {

    private static final char SEPARATOR = ';';
    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,9}");

    private KeyfileValue() {}

    static String escape(String value) {
        return escape(value, false);
    }

    /** A list as NetworkManager writes it: each element is followed by a semicolon. */
    static String escape(List<String> values) {
        StringBuilder raw = new StringBuilder();
        values.forEach(value -> raw.append(escape(value, true)).append(SEPARATOR));
        return raw.toString();
    }

    /** The value without its escapes; empty if it has one that does not exist. */
    static Optional<String> unescape(String raw) {
        return pieces(raw, false).map(List::getFirst);
    }

    /** The elements without their escapes; empty if there is an escape that does not exist. */
    static Optional<List<String>> list(String raw) {
        return pieces(raw, true).map(pieces -> {
            boolean open = pieces.getLast().isEmpty();
            return List.copyOf(open ? pieces.subList(0, pieces.size() - 1) : pieces);
        });
    }

    /** The elements as whole numbers; empty if one is none, or has more than nine digits. */
    static Optional<List<Integer>> integers(String raw) {
        return list(raw)
                .map(each -> each.stream().map(String::strip).toList())
                .filter(each ->
                        each.stream().allMatch(one -> INTEGER.matcher(one).matches()))
                .map(each -> each.stream().map(Integer::valueOf).toList());
    }

    private static Optional<List<String>> pieces(String raw, boolean list) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        for (int i = 0; i < raw.length(); i++) {
            char each = raw.charAt(i);
            if (each == '\\') {
                i++;
                int meant = i < raw.length() ? meant(raw.charAt(i), list) : -1;
                if (meant < 0) {
                    return Optional.empty();
                }
                piece.append((char) meant);
            } else if (list && each == SEPARATOR) {
                pieces.add(piece.toString());
                piece.setLength(0);
            } else {
                piece.append(each);
            }
        }
        pieces.add(piece.toString());
        return Optional.of(pieces);
    }

    private static int meant(char escape, boolean list) {
        return switch (escape) {
            case 's' -> ' ';
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case '\\' -> '\\';
            case SEPARATOR -> list ? SEPARATOR : -1;
            default -> -1;
        };
    }

    private static String escape(String value, boolean list) {
        StringBuilder raw = new StringBuilder();
        boolean leading = true;
        for (int i = 0; i < value.length(); i++) {
            char each = value.charAt(i);
            raw.append(
                    switch (each) {
                        case ' ' -> leading ? "\\s" : " ";
                        case '\t' -> leading ? "\\t" : "\t";
                        case '\n' -> "\\n";
                        case '\r' -> "\\r";
                        case '\\' -> "\\\\";
                        case SEPARATOR -> list ? "\\;" : ";";
                        default -> String.valueOf(each);
                    });
            leading = leading && (each == ' ' || each == '\t');
        }
        return raw.toString();
    }
}
