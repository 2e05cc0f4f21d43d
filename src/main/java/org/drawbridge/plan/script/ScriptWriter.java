package org.drawbridge.plan.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.drawbridge.host.Release;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.Step;

/** Writes a script as text. */
public final class ScriptWriter {

    private final Script script;
    private final List<String> lines = new ArrayList<>();

    private ScriptWriter(Script script) {
        this.script = script;
    }

    /** The text: what is the same for all plans first, and then the plan. */
    public static String write(Script script) {
        ScriptWriter writer = new ScriptWriter(script);
        writer.head();
        writer.fixed();
        writer.plan();
        return String.join("\n", writer.lines) + "\n";
    }

    private void head() {
        lines.add("#!/bin/sh");
        script.head().forEach(line -> lines.addAll(ShellText.comment(line)));
        lines.add("#");
        lines.add("# shellcheck disable=SC2016,SC2034,SC2317");
        lines.add(
                "# (Words of the plan are quoted as they are. What one release or plan does not need stands here all the same.)");
        lines.add("");
    }

    private void fixed() {
        lines.addAll(ScriptPart.COMMON.lines());
        lines.add("");
        lines.addAll((script.release() == Release.R2B2 ? ScriptPart.R2 : ScriptPart.R4).lines());
        lines.add("");
        lines.add("# The small programs that are run in a qube, and for files in dom0 too.");
        program("read", ScriptPart.READ);
        program("write", ScriptPart.WRITE);
        program("delete", ScriptPart.DELETE);
        program("links", ScriptPart.LINKS);
    }

    private void program(String name, ScriptPart part) {
        lines.add("");
        lines.add("program_" + name + "() {");
        lines.addAll(ShellText.here("cat", part.lines(), "END_OF_PROGRAM"));
        lines.add("}");
    }

    private void plan() {
        lines.add("");
        lines.add("# The plan.");
        lines.add("");
        lines.add("direction=" + script.direction().word());
        lines.add("release=" + script.release().label());
        lines.add("last=" + script.steps().size());
        lines.add("first_write=" + script.firstWrite());
        lines.add("qubes="
                + ShellText.word(script.qubes().stream().map(Object::toString).collect(Collectors.joining(" "))));
        steps();
        artifacts();
        ActionText actions = new ActionText(script.steps());
        lines.addAll(actions.lines());
        lines.addAll(new ProbeText(script.probes()).lines());
        cases("title", script.steps(), step -> one("say", List.of(ShellText.plain(step.title()))));
        contents();
        lines.add("");
        lines.add("begin \"$@\"");
        lines.add(script.direction().word());
    }

    private void steps() {
        lines.add("");
        lines.add(
                "# The steps in their order; on the way back the last comes first. Images are sum, mode, owner and group, and the");
        lines.add("# contents are below by their sums.");
        lines.add("step() {");
        lines.add("  case $1 in");
        for (Step step : script.steps()) {
            ShellText.comment(step.title() + ": " + step.reason()).forEach(line -> lines.add("    " + line));
            lines.add("    " + step.seq() + ") " + call(step) + " ;;");
        }
        lines.add("  esac");
        lines.add("}");
    }

    private static String call(Step step) {
        return switch (step) {
            case Step.Change change -> call(change);
            case Step.Action action ->
                one(
                        "action",
                        List.of(action.command().place().label(), action.check().isPresent() ? "yes" : "no"));
        };
    }

    private static String call(Step.Change change) {
        return switch (change.artifact()) {
            case Artifact.File file ->
                one(
                        "file",
                        List.of(
                                file.place().label(),
                                file.path().value(),
                                image(change.before()),
                                image(change.after())));
            case Artifact.Power power ->
                one(
                        "power",
                        List.of(
                                power.qube().value(),
                                setting(change.before()).get(1),
                                setting(change.after()).get(1)));
            case Artifact.Property each -> one("setting", setting(each, change.before(), change.after()));
            case Artifact.Feature each -> one("setting", setting(each, change.before(), change.after()));
            case Artifact.Service each -> one("setting", setting(each, change.before(), change.after()));
        };
    }

    private void artifacts() {
        lines.add("");
        lines.add("# What is changed, each once: what it was before all steps, and what it is after them.");
        lines.add("artifacts() {");
        int number = 1;
        for (Script.Touched touched : script.artifacts()) {
            lines.add("  " + artifact(number, touched));
            number++;
        }
        lines.add("  :");
        lines.add("}");
    }

    private static String artifact(int number, Script.Touched touched) {
        List<String> words = new ArrayList<>(List.of(Integer.toString(number)));
        return switch (touched.artifact()) {
            case Artifact.File file -> {
                words.addAll(List.of(
                        file.place().label(), file.path().value(), image(touched.before()), image(touched.after())));
                yield one("artifact_file", words);
            }
            case Artifact.Power power -> {
                words.addAll(List.of(
                        power.qube().value(),
                        setting(touched.before()).get(1),
                        setting(touched.after()).get(1)));
                yield one("artifact_power", words);
            }
            case Artifact.Property each -> {
                words.addAll(setting(each, touched.before(), touched.after()));
                yield one("artifact_setting", words);
            }
            case Artifact.Feature each -> {
                words.addAll(setting(each, touched.before(), touched.after()));
                yield one("artifact_setting", words);
            }
            case Artifact.Service each -> {
                words.addAll(setting(each, touched.before(), touched.after()));
                yield one("artifact_setting", words);
            }
        };
    }

    private static List<String> setting(Artifact artifact, Content before, Content after) {
        List<String> words =
                new ArrayList<>(List.of(artifact.kind(), artifact.where().label(), artifact.locator()));
        words.addAll(setting(before));
        words.addAll(setting(after));
        return words;
    }

    /** Whether it is the default, and the value. */
    private static List<String> setting(Content content) {
        return switch (content) {
            case Content.Setting setting -> List.of(setting.isDefault() ? "default" : "value", setting.value());
            case Content.FileContent file -> throw new IllegalArgumentException("A file is no setting.");
            case Content.NoFile none -> throw new IllegalArgumentException("A file is no setting.");
        };
    }

    private static String image(Content content) {
        return switch (content) {
            case Content.FileContent file ->
                file.image().sha256().hex() + " "
                        + Integer.toOctalString(file.image().mode()) + " "
                        + file.image().owner() + " " + file.image().group();
            case Content.NoFile none -> "absent";
            case Content.Setting setting -> throw new IllegalArgumentException("A setting is no file.");
        };
    }

    private void cases(String function, List<Step> steps, Function<Step, String> body) {
        lines.add("");
        lines.add(function + "() {");
        lines.add("  case $1 in");
        steps.forEach(step -> lines.add("    " + step.seq() + ") " + body.apply(step) + " ;;"));
        lines.add("  esac");
        lines.add("}");
    }

    private void contents() {
        lines.add("");
        lines.add("# What is in the files, by the SHA-256 of it; what no printable text is stands in base64.");
        lines.add("contents() {");
        lines.add("  case $1 in");
        for (Map.Entry<String, Script.Contents> entry : script.contents().entrySet()) {
            ShellText.comment(entry.getValue().name()).forEach(line -> lines.add("    " + line));
            lines.add("    " + entry.getKey() + ")");
            lines.addAll(ShellText.print(entry.getValue().image().content()));
            lines.add("      ;;");
        }
        lines.add("  esac");
        lines.add("}");
    }

    private static String one(String function, List<String> words) {
        return function + " " + ShellText.words(words);
    }
}
