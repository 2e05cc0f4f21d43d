package org.drawbridge.format.nft;

import org.drawbridge.format.FormatException;

/**
 * A word, quoted text or sign of an nftables text.
 *
 * @param kind what it is
 * @param text the word, the quoted text without its quotes, or the sign
 * @param line counted from 1
 * @param column counted from 1
 */
record NftToken(Kind kind, String text, int line, int column) {

    /** What a token is. */
    enum Kind {
        WORD,
        QUOTED,
        SIGN,
        LINE_END,
        END
    }

    boolean is(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    boolean isWord() {
        return kind == Kind.WORD;
    }

    boolean isValue() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }

    FormatException unexpected(String expected) {
        String found = switch (kind) {
            case WORD, QUOTED, SIGN -> text;
            case LINE_END -> "the end of the line";
            case END -> "the end of the text";
        };
        return new FormatException(line, column, expected, found);
    }
}
