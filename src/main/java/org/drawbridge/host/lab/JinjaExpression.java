package org.drawbridge.host.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Works out an expression of a template: names, attributes, calls, texts, comparisons, and, or, not. */
final class JinjaExpression {

    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:('[^']*'|\"[^\"]*\")|(-?\\d+)|([A-Za-z_]\\w*)|(==|!=|[.,()\\[\\]|~]))");

    private final List<String> tokens = new ArrayList<>();
    private final Map<String, @Nullable Object> scope;
    private int next;

    private JinjaExpression(String text, Map<String, @Nullable Object> scope) {
        this.scope = scope;
        Matcher matcher = TOKEN.matcher(text);
        int at = 0;
        while (at < text.length() && matcher.region(at, text.length()).lookingAt()) {
            tokens.add(matcher.group().strip());
            at = matcher.end();
        }
        if (!text.substring(at).isBlank()) {
            throw new JinjaException("unexpected char in '" + text + "'");
        }
    }

    /** A callable is a {@link JinjaCall}; an object is a map. */
    static @Nullable Object value(String text, Map<String, @Nullable Object> scope) {
        JinjaExpression expression = new JinjaExpression(text, scope);
        Object value = expression.either();
        if (expression.next < expression.tokens.size()) {
            throw new JinjaException("unexpected '" + expression.tokens.get(expression.next) + "'");
        }
        return value;
    }

    static boolean isTrue(@Nullable Object value) {
        return value != null && !Boolean.FALSE.equals(value) && !value.equals("") && !value.equals(0);
    }

    private @Nullable Object either() {
        Object left = both();
        while (take("or")) {
            Object right = both();
            left = isTrue(left) ? left : right;
        }
        return left;
    }

    private @Nullable Object both() {
        Object left = negated();
        while (take("and")) {
            Object right = negated();
            left = isTrue(left) ? right : left;
        }
        return left;
    }

    private @Nullable Object negated() {
        return take("not") ? (Object) !isTrue(negated()) : compared();
    }

    private @Nullable Object compared() {
        Object left = joined();
        if (take("==")) {
            return Objects.equals(left, joined());
        }
        if (take("!=")) {
            return !Objects.equals(left, joined());
        }
        if (take("is")) {
            boolean negative = take("not");
            String test = takeAny();
            boolean holds = switch (test) {
                case "none", "undefined" -> left == null;
                case "defined" -> left != null;
                default -> throw new JinjaException("No test named '" + test + "'.");
            };
            return holds != negative;
        }
        return left;
    }

    private @Nullable Object joined() {
        Object left = postfix();
        while (take("~")) {
            left = String.valueOf(left) + postfix();
        }
        return left;
    }

    private @Nullable Object postfix() {
        Object value = primary();
        while (true) {
            if (take(".")) {
                value = member(value, takeAny());
            } else if (take("[")) {
                value = member(value, String.valueOf(either()));
                expect("]");
            } else if (take("(")) {
                value = call(value, arguments());
            } else if (take("|")) {
                value = filtered(value, takeAny());
            } else {
                return value;
            }
        }
    }

    private @Nullable Object primary() {
        String token = takeAny();
        if (token.equals("(")) {
            Object value = either();
            expect(")");
            return value;
        }
        char first = token.charAt(0);
        if (first == '\'' || first == '"') {
            return token.substring(1, token.length() - 1);
        }
        if (Character.isDigit(first) || first == '-') {
            return Integer.valueOf(token);
        }
        return switch (token) {
            case "true", "True" -> true;
            case "false", "False" -> false;
            case "none", "None" -> null;
            default -> scope.get(token);
        };
    }

    private static @Nullable Object member(@Nullable Object value, String name) {
        if (value == null) {
            throw new JinjaException("'None' has no attribute '" + name + "'");
        }
        return value instanceof Map<?, ?> map ? map.get(name) : null;
    }

    private static @Nullable Object call(@Nullable Object callable, List<Object> arguments) {
        if (callable instanceof JinjaCall function) {
            return function.apply(arguments);
        }
        throw new JinjaException("'Undefined' object is not callable");
    }

    private @Nullable Object filtered(@Nullable Object value, String filter) {
        List<Object> arguments = take("(") ? arguments() : List.of();
        return switch (filter) {
            case "e", "escape", "string", "lower", "trim" -> value;
            case "default", "d" -> isTrue(value) || arguments.isEmpty() ? value : arguments.getFirst();
            default -> throw new JinjaException("No filter named '" + filter + "'.");
        };
    }

    private List<Object> arguments() {
        List<Object> arguments = new ArrayList<>();
        if (take(")")) {
            return arguments;
        }
        do {
            arguments.add(Objects.requireNonNullElse(either(), ""));
        } while (take(","));
        expect(")");
        return arguments;
    }

    private boolean take(String token) {
        if (next < tokens.size() && tokens.get(next).equals(token)) {
            next++;
            return true;
        }
        return false;
    }

    private String takeAny() {
        if (next >= tokens.size()) {
            throw new JinjaException("Expected an expression, got 'end of print statement'");
        }
        return tokens.get(next++);
    }

    private void expect(String token) {
        if (!take(token)) {
            throw new JinjaException("expected token '" + token + "'");
        }
    }

    /** Something that a template can call. */
    @FunctionalInterface
    interface JinjaCall {
        @Nullable
        Object apply(List<Object> arguments);
    }
}
