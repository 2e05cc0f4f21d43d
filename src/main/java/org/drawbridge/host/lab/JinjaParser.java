package org.drawbridge.host.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the part of Jinja that templates of domains use: output, if, block, include, extends, set and comments. */
final class JinjaParser {

    private static final Pattern TAG = Pattern.compile("\\{([%{#])(-?)\\s*(.*?)\\s*(-?)([%}#])\\}", Pattern.DOTALL);
    private static final Pattern SET = Pattern.compile("([A-Za-z_]\\w*)\\s*=\\s*(.+)", Pattern.DOTALL);

    private final List<JinjaNode> tokens = new ArrayList<>();
    private final List<String> tags = new ArrayList<>();
    private int next;

    private JinjaParser(String text) {
        split(text);
    }

    static List<JinjaNode> parse(String text) {
        JinjaParser parser = new JinjaParser(text);
        List<JinjaNode> nodes = parser.body();
        if (parser.next < parser.tokens.size()) {
            throw new JinjaException("Encountered unknown tag '" + parser.tags.get(parser.next) + "'.");
        }
        return nodes;
    }

    /** Makes a flat list: a statement stands as a marker whose words are in {@link #tags} at the same place. */
    private void split(String text) {
        Matcher matcher = TAG.matcher(text);
        int from = 0;
        boolean trim = false;
        while (matcher.find()) {
            String before = text.substring(from, matcher.start());
            before = trim ? before.stripLeading() : before;
            add(new JinjaNode.Text(matcher.group(2).isEmpty() ? before : before.stripTrailing()), "");
            switch (matcher.group(1)) {
                case "{" -> add(new JinjaNode.Output(matcher.group(3)), "");
                case "%" -> add(new JinjaNode.Text(""), matcher.group(3));
                default -> add(new JinjaNode.Text(""), "");
            }
            trim = !matcher.group(4).isEmpty();
            from = matcher.end();
        }
        String rest = text.substring(from);
        if (rest.contains("{%") || rest.contains("{{")) {
            throw new JinjaException("unexpected end of template");
        }
        add(new JinjaNode.Text(trim ? rest.stripLeading() : rest), "");
    }

    private void add(JinjaNode node, String tag) {
        tokens.add(node);
        tags.add(tag);
    }

    /** Reads up to a tag that belongs to what is around. */
    private List<JinjaNode> body() {
        List<JinjaNode> nodes = new ArrayList<>();
        while (next < tokens.size()) {
            String tag = tags.get(next);
            if (tag.isEmpty()) {
                nodes.add(tokens.get(next++));
                continue;
            }
            JinjaNode node = statement(word(tag), rest(tag));
            if (node == null) {
                return nodes;
            }
            nodes.add(node);
        }
        return nodes;
    }

    private @Nullable JinjaNode statement(String word, String rest) {
        return switch (word) {
            case "if" -> choice(rest);
            case "block" -> block(rest);
            case "include" -> taken(new JinjaNode.Include(rest));
            case "extends" -> taken(new JinjaNode.Extends(rest));
            case "set" -> taken(assignment(rest));
            case "elif", "else", "endif", "endblock" -> null;
            default -> throw new JinjaException("Encountered unknown tag '" + word + "'.");
        };
    }

    private JinjaNode taken(JinjaNode node) {
        next++;
        return node;
    }

    private static JinjaNode assignment(String rest) {
        Matcher matcher = SET.matcher(rest);
        if (!matcher.matches()) {
            throw new JinjaException("expected an assignment after 'set'");
        }
        return new JinjaNode.Set(matcher.group(1), matcher.group(2));
    }

    private JinjaNode block(String name) {
        next++;
        List<JinjaNode> body = body();
        expect("endblock");
        return new JinjaNode.Block(name, body);
    }

    private JinjaNode choice(String first) {
        List<JinjaNode.Branch> branches = new ArrayList<>();
        @Nullable String condition = first;
        while (true) {
            next++;
            branches.add(new JinjaNode.Branch(condition, body()));
            String tag = next < tags.size() ? tags.get(next) : "";
            switch (word(tag)) {
                case "elif" -> condition = rest(tag);
                case "else" -> condition = null;
                default -> {
                    expect("endif");
                    return new JinjaNode.Choice(branches);
                }
            }
        }
    }

    private void expect(String word) {
        if (next >= tags.size() || !word(tags.get(next)).equals(word)) {
            throw new JinjaException("Unexpected end of template. Jinja was looking for '" + word + "'.");
        }
        next++;
    }

    private static String word(String tag) {
        int end = tag.indexOf(' ');
        return end < 0 ? tag : tag.substring(0, end);
    }

    private static String rest(String tag) {
        int end = tag.indexOf(' ');
        return end < 0 ? "" : tag.substring(end + 1).strip();
    }
}
