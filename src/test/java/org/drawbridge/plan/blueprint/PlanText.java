package org.drawbridge.plan.blueprint;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.drawbridge.format.FileDiff;
import org.drawbridge.host.HostCommand;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.HostCheck;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.Probe;
import org.drawbridge.plan.Step;

/** A whole plan as a text that a person can read and a test can compare. */
final class PlanText {

    private final StringBuilder text = new StringBuilder();

    private PlanText() {}

    static String of(Plan plan) {
        PlanText written = new PlanText();
        plan.summary().forEach(sentence -> written.line(sentence));
        plan.steps().forEach(written::step);
        for (Finding finding : plan.findings()) {
            written.line("! " + finding.severity() + " " + finding.code() + ": "
                    + finding.message().lines().findFirst().orElse(""));
        }
        for (Probe probe : plan.probes()) {
            written.line("? " + probe.claim() + (probe.onlyIfBefore() ? " (if it did before)" : "") + check(probe));
        }
        return written.text.toString();
    }

    private void step(Step step) {
        line(step.seq() + " " + step.title());
        switch (step) {
            case Step.Change change -> {
                if (change.artifact() instanceof Artifact.File file) {
                    file(file, change);
                }
            }
            case Step.Action action -> {
                line("    " + command(action.command()));
                action.expect().forEach(expected -> line("    = " + expected));
                action.check().ifPresent(check -> line("    done:" + check(check)));
                action.undo().forEach(undo -> line("    < " + command(undo)));
            }
        }
    }

    private void file(Artifact.File file, Step.Change change) {
        if (change.before() instanceof Content.NoFile && change.after() instanceof Content.FileContent after) {
            line("    " + after.image().modeText() + " " + after.image().owner());
            new String(after.image().content(), StandardCharsets.UTF_8).lines().forEach(each -> line("    | " + each));
        } else {
            FileDiff.between(file.path().value(), bytes(change.before()), bytes(change.after()))
                    .text()
                    .lines()
                    .forEach(each -> line("    | " + each));
        }
    }

    private static byte[] bytes(Content content) {
        return content instanceof Content.FileContent file ? file.image().content() : null;
    }

    private static String check(Probe probe) {
        return probe instanceof Probe.RulesInForce rules ? check(rules.check()) : "";
    }

    private static String check(HostCheck check) {
        return " " + argv(check.command()) + list(" has ", check.present()) + list(" lacks ", check.absent());
    }

    private static String list(String word, List<String> texts) {
        return texts.isEmpty() ? "" : word + texts;
    }

    private static String command(HostCommand command) {
        return argv(command)
                + (command.input().isEmpty()
                        ? ""
                        : " << " + command.input().strip().replace("\n", " / "));
    }

    private static String argv(HostCommand command) {
        return String.join(" ", command.argv());
    }

    private void line(String line) {
        text.append(line.stripTrailing()).append('\n');
    }
}
