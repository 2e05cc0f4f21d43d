package org.drawbridge.host.lab;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a parsed template. */
sealed interface JinjaNode {

    /** Text as it stands. */
    record Text(String text) implements JinjaNode {}

    /** {@code {{ expression }}}. */
    record Output(String expression) implements JinjaNode {}

    /** {@code {% if %}}: its branches in their order; the last may have no condition. */
    record Choice(List<Branch> branches) implements JinjaNode {}

    /** A condition, or null for {@code else}, and what it leads to. */
    record Branch(@Nullable String condition, List<JinjaNode> body) {}

    /** {@code {% block name %}}. */
    record Block(String name, List<JinjaNode> body) implements JinjaNode {}

    /** {@code {% include expression %}}. */
    record Include(String expression) implements JinjaNode {}

    /** {@code {% extends expression %}}. */
    record Extends(String expression) implements JinjaNode {}

    /** {@code {% set name = expression %}}. */
    record Set(String name, String expression) implements JinjaNode {}
}
