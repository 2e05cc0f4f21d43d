package org.drawbridge.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drawbridge.format.IptablesLine.Blank;
import org.drawbridge.format.IptablesLine.Chain;
import org.drawbridge.format.IptablesLine.Comment;
import org.drawbridge.format.IptablesLine.Commit;
import org.drawbridge.format.IptablesLine.Counters;
import org.drawbridge.format.IptablesLine.Rule;
import org.drawbridge.format.IptablesLine.Table;
import org.jspecify.annotations.Nullable;

/** Reads the lines of an iptables-save file, as strictly about their kind and order as iptables-restore is. */
final class IptablesParser {

    private static final Pattern TABLE = Pattern.compile("\\*([A-Za-z0-9_-]+)[ \t]*");
    private static final Pattern CHAIN =
            Pattern.compile(":(\\S+)[ \t]+([A-Z]+|-)(?:[ \t]+\\[(\\d{1,18}):(\\d{1,18})])?[ \t]*");
    private static final Pattern COUNTERS = Pattern.compile("\\[(\\d{1,18}):(\\d{1,18})][ \t]*");
    private static final Pattern COMMIT = Pattern.compile("COMMIT[ \t]*");
    private static final Pattern BLANK = Pattern.compile("[ \t]*");
    private static final Set<String> APPEND = Set.of("-A", "--append");

    private final List<IptablesLine> lines = new ArrayList<>();
    private @Nullable Table table;

    static List<IptablesLine> parse(String text) {
        return new IptablesParser().lines(TextLine.split(text));
    }

    private List<IptablesLine> lines(List<TextLine> source) {
        for (TextLine line : source) {
            lines.add(line(line));
        }
        if (table != null) {
            String unfinished =
                    "the end of the file inside table " + table.name() + ", which begins in line " + table.number();
            throw new FormatException(source.size() + 1, 1, "COMMIT", unfinished);
        }
        return lines;
    }

    private IptablesLine line(TextLine line) {
        String text = line.text();
        if (BLANK.matcher(text).matches()) {
            return new Blank(line.number(), text, line.ending());
        }
        return switch (text.charAt(0)) {
            case '#' -> new Comment(line.number(), text, line.ending());
            case '*' -> table(line);
            case ':' -> chain(line);
            case 'C' -> commit(line);
            default -> rule(line);
        };
    }

    private Table table(TextLine line) {
        if (table != null) {
            throw unexpected(line, 0, "COMMIT of table " + table.name() + " before the next table");
        }
        Matcher matcher = TABLE.matcher(line.text());
        if (!matcher.matches()) {
            throw unexpected(line, 1, "the name of a table and nothing after it");
        }
        table = new Table(line.number(), line.text(), line.ending(), matcher.group(1));
        return table;
    }

    private Chain chain(TextLine line) {
        inTable(line);
        Matcher matcher = CHAIN.matcher(line.text());
        if (!matcher.matches()) {
            throw unexpected(line, 1, "chain, policy and [packets:bytes]");
        }
        Counters counters = matcher.group(3) == null ? null : counters(matcher.group(3), matcher.group(4));
        return new Chain(line.number(), line.text(), line.ending(), matcher.group(1), matcher.group(2), counters);
    }

    private Commit commit(TextLine line) {
        inTable(line);
        if (!COMMIT.matcher(line.text()).matches()) {
            throw unexpected(line, 0, "COMMIT, a rule, a chain or a comment");
        }
        table = null;
        return new Commit(line.number(), line.text(), line.ending());
    }

    private Rule rule(TextLine line) {
        String name = inTable(line).name();
        Matcher matcher = COUNTERS.matcher(line.text());
        Counters counters = matcher.lookingAt() ? counters(matcher.group(1), matcher.group(2)) : null;
        int start = counters == null ? 0 : matcher.end();
        List<String> tokens = RuleTokens.of(line.text(), start, line.number());
        if (tokens.isEmpty() || !tokens.getFirst().startsWith("-")) {
            throw unexpected(line, start, "a rule that begins with -A, a chain, a comment or COMMIT");
        }
        if (APPEND.contains(tokens.getFirst())
                && (tokens.size() < 2 || tokens.get(1).startsWith("-"))) {
            throw unexpected(line, line.text().length(), "a chain after " + tokens.getFirst());
        }
        return new Rule(line.number(), line.text(), line.ending(), counters, name, tokens);
    }

    private Table inTable(TextLine line) {
        if (table == null) {
            throw unexpected(line, 0, "a table (*name) or a comment");
        }
        return table;
    }

    private static Counters counters(String packets, String bytes) {
        return new Counters(Long.parseLong(packets), Long.parseLong(bytes));
    }

    private static FormatException unexpected(TextLine line, int index, String expected) {
        String rest = line.text().substring(index);
        return new FormatException(line.number(), index + 1, expected, rest.isEmpty() ? "the end of the line" : rest);
    }
}
