package org.drawbridge.format;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Bytes from a host read as text, or refused: UTF-8, bounded, without NUL. */
public final class StrictText {

    private StrictText() {}

    /**
     * Decodes UTF-8 so that encoding the answer gives the same bytes again.
     *
     * @param limit the greatest number of bytes that is accepted
     * @throws FormatException if there are more bytes, if they are not UTF-8, or if one of them is NUL
     */
    public static String decode(byte[] bytes, int limit) {
        if (bytes.length > limit) {
            throw new FormatException(1, 1, "at most " + limit + " bytes", bytes.length + " bytes");
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            String octet = HexFormat.of().withUpperCase().toHexDigits(bytes[in.position()]);
            throw at(text, text.length(), "UTF-8 text", "byte 0x" + octet);
        }
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            throw at(text, nul, "text", "\0");
        }
        return text;
    }

    /** As {@link #decode}, and refuses every control character but tab, line feed and carriage return before it. */
    static String decodeLines(byte[] bytes, int limit) {
        String text = decode(bytes, limit);
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (Character.isISOControl(each) && !isPlain(text, i, each)) {
                throw at(text, i, "printable text", String.valueOf(each));
            }
        }
        return text;
    }

    /** Whether the text has no control character but tab, so that it can stand in one line. */
    static boolean isOneLine(String text) {
        return text.chars().noneMatch(each -> each != '\t' && Character.isISOControl(each));
    }

    private static boolean isPlain(String text, int index, char each) {
        return switch (each) {
            case '\t', '\n' -> true;
            case '\r' -> index + 1 < text.length() && text.charAt(index + 1) == '\n';
            default -> false;
        };
    }

    private static FormatException at(String text, int index, String expected, String found) {
        int line = 1
                + (int) text.substring(0, index)
                        .chars()
                        .filter(each -> each == '\n')
                        .count();
        int column = index - text.lastIndexOf('\n', index - 1);
        return new FormatException(line, column, expected, found);
    }
}
