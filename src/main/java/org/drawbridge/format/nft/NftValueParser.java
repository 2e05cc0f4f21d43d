package org.drawbridge.format.nft;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.drawbridge.format.nft.NftToken.Kind;
import org.jspecify.annotations.Nullable;

/** Reads values, sets and maps. */
final class NftValueParser {

    private static final Set<String> VERDICTS = Set.of("accept", "drop", "return", "continue", "queue", "jump", "goto");
    private static final int DEEPEST = 16;

    private final NftTokens tokens;
    private int depth;

    NftValueParser(NftTokens tokens) {
        this.tokens = tokens;
    }

    /** A value: atoms with dots between them, or commas or bars, or a set. */
    NftValue value() {
        NftValue first = tuple();
        boolean joined = tokens.peek().is("|");
        String between = joined ? "|" : ",";
        if (!tokens.peek().is(between)) {
            return first;
        }
        List<NftValue> parts = new ArrayList<>(List.of(first));
        while (tokens.take(between)) {
            tokens.skipBreaks();
            parts.add(tuple());
        }
        return joined ? new NftValue.Joined(parts) : new NftValue.Choice(parts);
    }

    private NftValue tuple() {
        NftValue first = single();
        if (!tokens.peek().is(".")) {
            return first;
        }
        List<NftValue> parts = new ArrayList<>(List.of(first));
        while (tokens.take(".")) {
            tokens.skipBreaks();
            parts.add(single());
        }
        return new NftValue.Tuple(parts);
    }

    /** One value without dots or commas. */
    NftValue single() {
        if (tokens.peek().is("{")) {
            return braces();
        }
        if (tokens.take("@")) {
            return new NftValue.Reference(tokens.word("the name of a set"));
        }
        NftToken token = tokens.next();
        if (!token.isValue()) {
            throw token.unexpected("a value");
        }
        String word = token.text();
        if (token.isWord() && tokens.take("-")) {
            word += "-" + tokens.word("the end of a range");
        }
        return new NftValue.Atom(word, token.kind() == Kind.QUOTED);
    }

    NftValue.Braces braces() {
        if (depth == DEEPEST) {
            throw tokens.peek().unexpected("fewer sets in each other");
        }
        depth++;
        try {
            return elements();
        } finally {
            depth--;
        }
    }

    private NftValue.Braces elements() {
        List<NftValue.Element> elements = new ArrayList<>();
        tokens.expect("{");
        tokens.skipBreaks();
        while (!tokens.take("}")) {
            elements.add(element());
            tokens.skipBreaks();
            if (!tokens.peek().is("}")) {
                tokens.expect(",");
                tokens.skipBreaks();
            }
        }
        return new NftValue.Braces(elements);
    }

    private NftValue.Element element() {
        NftValue key = tuple();
        skipOptions();
        @Nullable NftValue data = null;
        if (tokens.take(":")) {
            tokens.skipBreaks();
            data = VERDICTS.contains(tokens.peek().text()) ? new NftValue.Decision(verdict()) : tuple();
            skipOptions();
        }
        return new NftValue.Element(key, data);
    }

    /** A verdict; the next token is one. */
    NftStatement.Verdict verdict() {
        String word = tokens.next().text();
        boolean calls = word.equals("jump") || word.equals("goto");
        return new NftStatement.Verdict(word, calls ? tokens.word("a chain") : null);
    }

    boolean atVerdict() {
        return tokens.peek().isWord() && VERDICTS.contains(tokens.peek().text());
    }

    /** An element's time limit, counter or comment. */
    private void skipOptions() {
        while (tokens.peek().isValue()) {
            tokens.next();
        }
    }
}
