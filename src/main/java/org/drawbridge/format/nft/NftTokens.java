package org.drawbridge.format.nft;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drawbridge.format.nft.NftToken.Kind;

/** The tokens of a text, read one after the other; {@code $name} is read as what it stands for. */
final class NftTokens {

    private static final int LONGEST = 1_000_000;

    private final List<NftToken> tokens;
    private final Map<String, List<NftToken>> definitions = new HashMap<>();
    private int position;

    NftTokens(List<NftToken> tokens) {
        this.tokens = new ArrayList<>(tokens);
    }

    NftToken peek() {
        expand();
        return tokens.get(position);
    }

    NftToken next() {
        NftToken token = peek();
        if (token.kind() != Kind.END) {
            position++;
        }
        return token;
    }

    /** The place of the next token, for {@link #back}. */
    int place() {
        return position;
    }

    /** Goes back to a place, to read from there in another way. */
    void back(int place) {
        position = place;
    }

    /** Takes the next token if it is this sign. */
    boolean take(String sign) {
        boolean is = peek().is(sign);
        if (is) {
            next();
        }
        return is;
    }

    boolean takeWord(String word) {
        boolean is = peek().isWord(word);
        if (is) {
            next();
        }
        return is;
    }

    void expect(String sign) {
        if (!take(sign)) {
            throw peek().unexpected(sign);
        }
    }

    String word(String expected) {
        NftToken token = next();
        if (!token.isValue()) {
            throw token.unexpected(expected);
        }
        return token.text();
    }

    void skipLineEnds() {
        while (peek().kind() == Kind.LINE_END || peek().is(";")) {
            next();
        }
    }

    /** Skips ends of lines only. */
    void skipBreaks() {
        while (peek().kind() == Kind.LINE_END) {
            next();
        }
    }

    /** Whether a rule or a line ends here. */
    boolean atLineEnd() {
        NftToken token = peek();
        return token.kind() == Kind.LINE_END || token.kind() == Kind.END || token.is(";") || token.is("}");
    }

    /** The rest of the line as it would be written, braces with all that is in them. */
    String rest() {
        StringBuilder text = new StringBuilder();
        int depth = 0;
        while (peek().kind() != Kind.END && (depth > 0 || !atLineEnd())) {
            NftToken token = next();
            depth += token.is("{") ? 1 : token.is("}") ? -1 : 0;
            if (token.kind() != Kind.LINE_END) {
                append(text, token);
            }
        }
        return text.toString();
    }

    static void append(StringBuilder text, NftToken token) {
        boolean tight = token.is(",") || text.isEmpty() || text.charAt(text.length() - 1) == '@';
        text.append(tight ? "" : " ");
        text.append(token.kind() == Kind.QUOTED ? "\"" + token.text() + "\"" : token.text());
    }

    /** {@code define name = …} up to the end of the line, braces with all that is in them. */
    void define() {
        String name = word("a name");
        expect("=");
        List<NftToken> value = new ArrayList<>();
        int depth = 0;
        while (peek().kind() != Kind.END && (depth > 0 || !atLineEnd())) {
            NftToken token = next();
            depth += token.is("{") ? 1 : token.is("}") ? -1 : 0;
            if (token.kind() != Kind.LINE_END) {
                value.add(token);
            }
        }
        definitions.put(name, value);
    }

    private void expand() {
        NftToken sign = tokens.get(position);
        if (!sign.is("$")) {
            return;
        }
        NftToken name = tokens.get(position + 1);
        List<NftToken> value = definitions.get(name.text());
        if (value == null || value.isEmpty() || tokens.size() > LONGEST) {
            throw name.unexpected("the name of something that is defined above");
        }
        tokens.subList(position, position + 2).clear();
        tokens.addAll(position, value);
    }
}
