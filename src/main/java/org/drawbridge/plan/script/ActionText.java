package org.drawbridge.plan.script;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.drawbridge.plan.HostCheck;
import org.drawbridge.plan.Step;

/** Writes the commands between the changes: what is run, how it is undone, and how it is seen whether it worked. */
final class ActionText {

    private final List<Step.Action> actions;
    private final List<String> lines = new ArrayList<>();

    ActionText(List<Step> steps) {
        this.actions = steps.stream()
                .filter(Step.Action.class::isInstance)
                .map(Step.Action.class::cast)
                .toList();
    }

    List<String> lines() {
        function("perform", actions, ActionText::perform);
        function(
                "undo",
                having(action -> !action.undo().isEmpty()),
                action -> action.undo().stream()
                        .flatMap(command -> CommandText.lines(command).stream())
                        .toList());
        function(
                "seen",
                having(action -> action.check().isPresent()),
                action -> seen(action.check().orElseThrow()));
        function("has_undo", having(action -> !action.undo().isEmpty()), action -> List.of("return 0"));
        lines.add("");
        lines.add("checks() {");
        having(action -> action.check().isPresent())
                .forEach(action -> lines.add("  look_check " + action.seq() + " "
                        + ShellText.word(
                                action.check().orElseThrow().command().place().label())));
        lines.add("  :");
        lines.add("}");
        return lines;
    }

    private List<Step.Action> having(Predicate<Step.Action> what) {
        return actions.stream().filter(what).toList();
    }

    private static List<String> perform(Step.Action action) {
        List<String> body = new ArrayList<>(CommandText.lines(action.command()));
        action.expect().forEach(text -> body.add("expect " + ShellText.word(text) + " || return 1"));
        return body;
    }

    static List<String> seen(HostCheck check) {
        List<String> body = new ArrayList<>(CommandText.lines(check.command()));
        check.present().forEach(text -> body.add("present " + ShellText.word(text)));
        check.absent().forEach(text -> body.add("absent " + ShellText.word(text)));
        return body;
    }

    private void function(String name, List<Step.Action> of, Function<Step.Action, List<String>> body) {
        lines.add("");
        lines.add(name + "() {");
        lines.add("  case $1 in");
        for (Step.Action action : of) {
            lines.add("    " + action.seq() + ")");
            body.apply(action).forEach(line -> lines.add("      " + line));
            lines.add("      return 0");
            lines.add("      ;;");
        }
        lines.add("  esac");
        lines.add("  return 1");
        lines.add("}");
    }
}
