package org.drawbridge.job;

import org.drawbridge.audit.Actor;
import org.drawbridge.audit.AuditEvent;
import org.drawbridge.audit.AuditEvent.Outcome;
import org.drawbridge.host.FileImage;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.Step;

/** The audit entries of jobs. */
final class Entries {

    private Entries() {}

    static AuditEvent step(Run run, Step step, Way way, Outcome outcome) {
        AuditEvent event = AuditEvent.of(
                        run.actor(),
                        way == Way.ON ? "job.step" : "job.step-back",
                        run.job().subject(),
                        outcome)
                .with("step", Integer.toString(step.seq()))
                .with("title", step.title());
        return switch (step) {
            case Step.Change change -> {
                Content from = way == Way.ON ? change.before() : change.after();
                Content to = way == Way.ON ? change.after() : change.before();
                yield event.with("artifact", change.artifact().label())
                        .with("before", words(from))
                        .with("after", words(to));
            }
            case Step.Action action ->
                event.with("place", action.command().place().label())
                        .with("command", String.join(" ", action.command().argv()));
        };
    }

    static AuditEvent power(Run run, QubeName qube, String verb, Outcome outcome) {
        return AuditEvent.of(run.actor(), "job.power", run.job().subject(), outcome)
                .with("qube", qube.value())
                .with("verb", verb);
    }

    static AuditEvent job(Actor actor, String verb, long job, Outcome outcome) {
        return AuditEvent.of(actor, "job." + verb, "job:" + job, outcome);
    }

    private static String words(Content content) {
        return switch (content) {
            case Content.NoFile none -> "absent";
            case Content.Setting setting -> setting.isDefault() ? "default" : setting.value();
            case Content.FileContent file -> words(file.image());
        };
    }

    private static String words(FileImage image) {
        return "sha256:" + image.sha256() + " " + image.modeText() + " " + image.owner() + ":" + image.group();
    }
}
