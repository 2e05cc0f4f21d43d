package org.drawbridge.host.lab;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Renders a template of a domain with what it extends and includes. */
final class Jinja {

    private static final int DEPTH = 10;

    private final Function<String, Optional<String>> loader;
    private final Map<String, @Nullable Object> scope;
    private final Map<String, List<JinjaNode.Block>> blocks = new HashMap<>();
    private final StringBuilder out = new StringBuilder();
    private int depth;

    private Jinja(Function<String, Optional<String>> loader, Map<String, @Nullable Object> scope) {
        this.loader = loader;
        this.scope = new HashMap<>(scope);
    }

    /**
     * The text of a template.
     *
     * @param loader finds a template's text by its name
     */
    static String render(String name, Function<String, Optional<String>> loader, Map<String, @Nullable Object> scope) {
        Jinja jinja = new Jinja(loader, scope);
        jinja.template(name);
        return jinja.out.toString();
    }

    private void template(String name) {
        if (++depth > DEPTH) {
            throw new JinjaException("Templates include each other without an end: " + name);
        }
        List<JinjaNode> nodes = JinjaParser.parse(
                loader.apply(name).orElseThrow(() -> new JinjaException("Template not found: " + name)));
        Optional<String> parent = nodes.stream()
                .filter(JinjaNode.Extends.class::isInstance)
                .map(node -> text(((JinjaNode.Extends) node).expression()))
                .findFirst();
        if (parent.isPresent()) {
            collect(nodes);
            template(parent.get());
        } else {
            collect(nodes);
            nodes.forEach(this::write);
        }
        depth--;
    }

    /** The blocks of a child come before those of its parent. */
    private void collect(List<JinjaNode> nodes) {
        for (JinjaNode node : nodes) {
            if (node instanceof JinjaNode.Block block) {
                blocks.computeIfAbsent(block.name(), key -> new ArrayList<>()).add(block);
                collect(block.body());
            }
        }
    }

    private void write(JinjaNode node) {
        switch (node) {
            case JinjaNode.Text text -> out.append(text.text());
            case JinjaNode.Output output -> out.append(text(output.expression()));
            case JinjaNode.Choice choice ->
                choice.branches().stream()
                        .filter(branch -> branch.condition() == null
                                || JinjaExpression.isTrue(JinjaExpression.value(branch.condition(), scope)))
                        .findFirst()
                        .ifPresent(branch -> branch.body().forEach(this::write));
            case JinjaNode.Block block -> block(blocks.getOrDefault(block.name(), List.of(block)), 0);
            case JinjaNode.Include include -> template(text(include.expression()));
            case JinjaNode.Set set -> scope.put(set.name(), JinjaExpression.value(set.expression(), scope));
            case JinjaNode.Extends parent -> {}
        }
    }

    private void block(List<JinjaNode.Block> chain, int level) {
        Object outer = scope.get("super");
        JinjaExpression.JinjaCall parent = arguments -> {
            int from = out.length();
            if (level + 1 < chain.size()) {
                block(chain, level + 1);
            }
            String text = out.substring(from);
            out.setLength(from);
            return text;
        };
        scope.put("super", parent);
        chain.get(level).body().forEach(this::write);
        scope.put("super", outer);
    }

    private String text(String expression) {
        Object value = JinjaExpression.value(expression, scope);
        return value == null ? "" : value.toString();
    }
}
