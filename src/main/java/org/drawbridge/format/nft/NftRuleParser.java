package org.drawbridge.format.nft;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.drawbridge.format.FormatException;
import org.jspecify.annotations.Nullable;

/** Reads rules. */
final class NftRuleParser {

    private static final Set<String> SHORT_META = Set.of(
            "iif",
            "iifname",
            "iifgroup",
            "iiftype",
            "oif",
            "oifname",
            "oifgroup",
            "oiftype",
            "mark",
            "skuid",
            "skgid",
            "pkttype",
            "ibrname",
            "obrname",
            "cgroup",
            "cpu",
            "rtclassid",
            "nftrace");
    private static final Set<String> HEADERS = Set.of(
            "meta", "ip", "ip6", "tcp", "udp", "udplite", "sctp", "dccp", "th", "icmp", "icmpv6", "igmp", "ether",
            "vlan", "arp", "ah", "esp", "comp", "rt", "socket", "ct");
    private static final Set<String> FLAGS = Set.of("random", "fully-random", "persistent");
    private static final Pattern WITH_PORT = Pattern.compile("[0-9.-]+:[0-9-]+");
    private static final Pattern CHANCE =
            Pattern.compile("rate|over|until|burst|used|packets?|[kmg]?bytes|\\d+|\\d+/(second|minute|hour|day|week)"
                    + "|[kmg]?bytes/(second|minute|hour|day|week)");
    private static final Set<String> OPERATORS = Set.of("==", "!=", "<", ">", "<=", ">=");
    private static final Map<String, String> BITS =
            Map.of("and", "and", "&", "and", "or", "or", "|", "or", "xor", "xor", "^", "xor", "<<", "<<", ">>", ">>");
    private static final Map<String, String> WORDS =
            Map.of("eq", "==", "ne", "!=", "lt", "<", "gt", ">", "le", "<=", "ge", ">=");

    private final NftTokens tokens;
    private final NftValueParser values;

    NftRuleParser(NftTokens tokens, NftValueParser values) {
        this.tokens = tokens;
        this.values = values;
    }

    /** A rule, up to the end of its line. */
    NftRule rule() {
        int line = tokens.peek().line();
        List<NftStatement> statements = new ArrayList<>();
        String comment = "";
        while (!tokens.atLineEnd()) {
            if (tokens.takeWord("comment")) {
                comment = tokens.word("a comment");
            } else {
                statements.add(statementOrRest());
            }
        }
        if (statements.isEmpty() && comment.isEmpty()) {
            throw tokens.peek().unexpected("a rule");
        }
        return new NftRule(line, statements, comment);
    }

    /** A statement, or all that is left of the line where that is none that is understood. */
    private NftStatement statementOrRest() {
        int place = tokens.place();
        try {
            return statement();
        } catch (FormatException notUnderstood) {
            tokens.back(place);
            return other("");
        }
    }

    private NftStatement statement() {
        if (values.atVerdict()) {
            NftStatement.Verdict verdict = values.verdict();
            return verdict.word().equals("queue") ? other("queue") : verdict;
        }
        NftToken token = tokens.peek();
        if (!token.isWord()) {
            return token.is("}") || token.is(",") ? fail(token) : other("");
        }
        return switch (token.text()) {
            case "counter", "log", "notrack" -> passing(tokens.next().text());
            case "reject" -> reject();
            case "masquerade", "redirect", "snat", "dnat" -> translate();
            case "fib" -> matching(fib());
            case "flow" -> flow();
            case "limit", "quota" -> chance();
            case "add", "update", "delete" -> dynamic();
            default ->
                SHORT_META.contains(token.text()) || HEADERS.contains(token.text()) ? matching(selector()) : other("");
        };
    }

    private static NftStatement fail(NftToken token) {
        throw token.unexpected("a statement");
    }

    private NftStatement other(String first) {
        return new NftStatement.Other((first + " " + tokens.rest()).strip());
    }

    private NftStatement passing(String word) {
        if (word.equals("notrack")) {
            return new NftStatement.Notrack();
        }
        Set<String> options = word.equals("log")
                ? Set.of("prefix", "group", "snaplen", "queue-threshold", "level", "flags")
                : Set.of("name", "packets", "bytes");
        StringBuilder text = new StringBuilder(word);
        while (tokens.peek().isWord() && options.contains(tokens.peek().text())) {
            NftTokens.append(text, tokens.next());
            NftTokens.append(text, valueToken());
        }
        return new NftStatement.Passing(text.toString());
    }

    private NftStatement flow() {
        tokens.next();
        String verb = tokens.word("add");
        return new NftStatement.Passing("flow " + verb + " " + values.single().text());
    }

    /** How many packets there were is not known, so whether this holds is not. */
    private NftStatement chance() {
        StringBuilder text = new StringBuilder(tokens.next().text());
        while (tokens.peek().isValue() && CHANCE.matcher(tokens.peek().text()).matches()) {
            NftTokens.append(text, tokens.next());
        }
        return new NftStatement.Matching(
                new NftExpression(List.of(text.toString())), "==", new NftValue.Atom("", false));
    }

    /** {@code add @set { … }}: rules that ask for such a set are told that its elements change. */
    private NftStatement dynamic() {
        StringBuilder text = new StringBuilder(tokens.next().text());
        tokens.expect("@");
        text.append(" @").append(tokens.word("a set"));
        tokens.expect("{");
        text.append(" {");
        while (!tokens.take("}")) {
            NftToken token = tokens.next();
            if (token.kind() == NftToken.Kind.END
                    || Set.of("{", ";").contains(token.text())
                    || Set.of("limit", "quota", "count").contains(token.text())) {
                throw token.unexpected("}");
            }
            NftTokens.append(text, token);
        }
        return new NftStatement.Passing(text.append(" }").toString());
    }

    private NftToken valueToken() {
        NftToken token = tokens.next();
        if (!token.isValue()) {
            throw token.unexpected("a value");
        }
        return token;
    }

    private NftStatement reject() {
        tokens.next();
        StringJoiner with = new StringJoiner(" ");
        if (tokens.takeWord("with")) {
            String kind = tokens.word("icmp, icmpx or tcp reset");
            with.add(kind);
            if (tokens.takeWord("type")) {
                with.add("type");
            }
            with.add(tokens.word("a kind of refusal"));
        }
        return new NftStatement.Reject(with.toString());
    }

    private NftStatement translate() {
        String kind = tokens.next().text();
        String family = "";
        @Nullable NftValue to = null;
        String port = "";
        if (tokens.peek().isWord("ip") || tokens.peek().isWord("ip6")) {
            family = tokens.next().text();
        }
        boolean said = tokens.takeWord("to");
        boolean bare = !tokens.atLineEnd() && !tokens.peek().isWord("comment") && !atFlag();
        if (said || bare) {
            if (!tokens.peek().is(":")) {
                to = target();
            }
            if (to instanceof NftValue.Atom atom
                    && WITH_PORT.matcher(atom.word()).matches()) {
                int colon = atom.word().indexOf(':');
                to = new NftValue.Atom(atom.word().substring(0, colon), atom.quoted());
                port = atom.word().substring(colon + 1);
            }
            if (tokens.take(":")) {
                port = values.single().text();
            }
        }
        List<String> flags = new ArrayList<>();
        while (atFlag()) {
            flags.add(tokens.next().text());
            tokens.take(",");
        }
        return new NftStatement.Translate(kind, family, to, port, flags);
    }

    private boolean atFlag() {
        return tokens.peek().isWord() && FLAGS.contains(tokens.peek().text());
    }

    private NftValue target() {
        if (!HEADERS.contains(tokens.peek().text())
                && !SHORT_META.contains(tokens.peek().text())) {
            return values.single();
        }
        NftExpression key = selector();
        if (!tokens.takeWord("map")) {
            throw tokens.peek().unexpected("map");
        }
        return new NftValue.Lookup(key, values.single());
    }

    private NftExpression selector() {
        List<String> selectors = new ArrayList<>();
        do {
            selectors.add(one());
        } while (tokens.take("."));
        return new NftExpression(selectors);
    }

    private String one() {
        String first = tokens.word("a part of a packet");
        if (!HEADERS.contains(first)) {
            return first;
        }
        String second = tokens.word("a part of " + first);
        if (first.equals("meta") && SHORT_META.contains(second)) {
            return second;
        }
        boolean side = first.equals("ct") && (second.equals("original") || second.equals("reply"));
        if (!side) {
            return first + " " + second;
        }
        String third = tokens.word("a part of the connection");
        boolean family = third.equals("ip") || third.equals("ip6");
        return first + " " + second + " " + third + (family ? " " + tokens.word("saddr or daddr") : "");
    }

    private NftExpression fib() {
        StringBuilder text = new StringBuilder(tokens.next().text());
        NftTokens.append(text, valueToken());
        while (tokens.take(".")) {
            text.append(" . ").append(valueToken().text());
        }
        NftTokens.append(text, valueToken());
        return new NftExpression(List.of(text.toString()));
    }

    private String mask() {
        if (!tokens.take("(")) {
            return values.single().text();
        }
        StringBuilder text = new StringBuilder("(");
        while (!tokens.take(")")) {
            NftToken token = tokens.next();
            if (!token.isValue() && !token.is("|")) {
                throw token.unexpected("a flag");
            }
            text.append(token.text());
        }
        return text.append(')').toString();
    }

    /** Numbers and marks with operators between them. */
    private List<String> terms() {
        List<String> words = new ArrayList<>(List.of(term()));
        while (true) {
            NftToken token = tokens.peek();
            String operator = BITS.getOrDefault(token.text(), "");
            if (operator.isEmpty()) {
                return words;
            }
            tokens.next();
            words.add(operator);
            words.add(term());
        }
    }

    private String term() {
        boolean marks = Set.of("mark", "meta", "ct").contains(tokens.peek().text());
        return marks ? selector().text() : values.single().text();
    }

    private NftStatement matching(NftExpression left) {
        if (tokens.takeWord("vmap")) {
            return new NftStatement.VerdictMap(left, values.single());
        }
        NftToken token = tokens.peek();
        boolean marks =
                left.selectors().equals(List.of("mark")) || left.selectors().equals(List.of("ct mark"));
        if (marks && tokens.takeWord("set")) {
            return new NftStatement.Assign(left.selectors().getFirst(), terms());
        }
        if (tokens.takeWord("set")) {
            boolean plain = !HEADERS.contains(tokens.peek().text())
                    && !SHORT_META.contains(tokens.peek().text());
            return plain
                    ? new NftStatement.Passing(
                            left.text() + " set " + values.single().text())
                    : new NftStatement.Other(left.text() + " set " + tokens.rest());
        }
        if (left.selectors().size() == 1 && (tokens.take("&") || tokens.takeWord("and"))) {
            return matching(new NftExpression(List.of(left.selectors().getFirst() + " & " + mask())));
        }
        if (token.isWord("map") || token.is("|") || token.is("^")) {
            return new NftStatement.Other(left.text() + " " + tokens.rest());
        }
        if (tokens.take("!")) {
            return new NftStatement.Matching(left, "!", values.value());
        }
        String operator = OPERATORS.contains(token.text()) ? token.text() : WORDS.getOrDefault(token.text(), "");
        if (operator.isEmpty()) {
            return new NftStatement.Matching(left, "==", values.value());
        }
        tokens.next();
        NftValue right = values.value();
        boolean several = right instanceof NftValue.Choice;
        return new NftStatement.Matching(
                left, operator, several ? new NftValue.Joined(((NftValue.Choice) right).parts()) : right);
    }
}
