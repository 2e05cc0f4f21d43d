package org.drawbridge.host.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The part of Jinja that templates of domains use. */
class JinjaTests {

    private final Map<String, String> templates = new HashMap<>();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{{ vm.name }} | work",
                "{{ vm.features.get('on', '') }}/{{ vm.features.get('off', 'no') }} | 1/no",
                "{% if vm.ip6 %}a{% else %}b{% endif %} | b",
                "{% if vm.name == 'x' %}a{% elif vm.name == 'work' %}b{% endif %} | b",
                "{% if not vm.ip6 and vm.name is defined %}a{% endif %} | a",
                "{% if vm.netvm is none or vm.name != 'work' %}a{% endif %} | a",
                "{% if vm.netvm is not none %}a{% else %}b{% endif %} | b",
                "{{ vm['name'] ~ '-' ~ 1 }} | work-1",
                "{% set x = (vm.name) %}{{ x }}{# gone #} | work",
                "a {%- if true -%} b {%- endif -%} c | abc"
            })
    void textWhenRenderedIsWhatJinjaGives(String template, String expected) {
        templates.put("t", template);

        assertThat(render("t").strip()).isEqualTo(expected);
    }

    @Test
    void filterWhenKnownIsApplied() {
        templates.put("t", "{{ vm.ip6 | default('none') }}{{ vm.name | e }}");

        assertThat(render("t")).isEqualTo("nonework");
    }

    @Test
    void blockWhenReplacedKeepsWhatSuperGives() {
        templates.put("base", "<{% block a %}A{% endblock %}{% block b %}B{% endblock %}{% include 'part' %}>");
        templates.put("part", "p");
        templates.put("middle", "{% extends 'base' %}{% block a %}M{{ super() }}{% endblock %}");
        templates.put("leaf", "ignored {% extends 'middle' %}{% block a %}L{{ super() }}{% endblock %}");

        assertThat(render("leaf")).isEqualTo("<LMABp>");
    }

    @Test
    void blockWhenTheParentHasNoneIsIgnored() {
        templates.put("base", "base");
        templates.put("leaf", "{% extends 'base' %}{% block network %}never{% endblock %}");

        assertThat(render("leaf")).isEqualTo("base");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% if vm.name %}a",
                "{% block a %}",
                "{% endif %}",
                "{% frob %}",
                "{{ vm.name",
                "{{ vm.name | frob }}",
                "{{ vm.name is frob }}",
                "{{ vm.netvm.name }}",
                "{{ vm.name() }}",
                "{{ vm.name vm }}",
                "{{ vm.name ? }}",
                "{{ ( }}",
                "{{ (vm }}",
                "{% set x %}",
                "{% include 'nothing' %}",
                "{% include 't' %}"
            })
    void templateWhenBrokenIsRefused(String template) {
        templates.put("t", template);

        assertThatThrownBy(() -> render("t")).isInstanceOf(JinjaException.class);
    }

    private String render(String name) {
        JinjaExpression.JinjaCall get = arguments -> "on".equals(arguments.getFirst()) ? "1" : arguments.getLast();
        Map<String, @Nullable Object> vm = new HashMap<>();
        vm.put("name", "work");
        vm.put("ip6", "");
        vm.put("netvm", null);
        vm.put("features", Map.of("get", get));
        Map<String, @Nullable Object> scope = new HashMap<>();
        scope.put("vm", vm);
        return Jinja.render(name, each -> Optional.ofNullable(templates.get(each)), scope);
    }
}
