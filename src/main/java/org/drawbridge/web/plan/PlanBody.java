package org.drawbridge.web.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.drawbridge.host.FileImage;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.Step;
import org.jspecify.annotations.Nullable;

/** A plan as the API tells it. */
record PlanBody(
        UUID id,
        String digest,
        long profile,
        Instant createdAt,
        Instant expiresAt,
        boolean applicable,
        List<ChangeBody> changes,
        List<ActionBody> actions,
        List<FindingBody> findings,
        List<PreconditionBody> preconditions) {

    static PlanBody of(Plan plan) {
        return new PlanBody(
                plan.id(),
                plan.digest(),
                plan.profileId(),
                plan.createdAt(),
                plan.expiresAt(),
                plan.applicable(),
                plan.changes().stream().map(ChangeBody::of).toList(),
                plan.actions().stream().map(ActionBody::of).toList(),
                plan.findings().stream().map(FindingBody::of).toList(),
                plan.preconditions().stream().map(PreconditionBody::of).toList());
    }

    /** One change; {@code diff} is there for files alone. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChangeBody(
            int seq,
            String artifact,
            String place,
            String path,
            String reason,
            Object before,
            Object after,
            @Nullable String diff) {

        static ChangeBody of(Step.Change change) {
            return new ChangeBody(
                    change.seq(),
                    change.artifact().kind(),
                    change.artifact().where().label(),
                    change.artifact().locator(),
                    change.reason(),
                    side(change.before()),
                    side(change.after()),
                    PlanDiff.textOf(change));
        }

        private static Object side(Content content) {
            return switch (content) {
                case Content.FileContent file -> FileSide.of(file.image());
                case Content.NoFile none -> FileSide.NONE;
                case Content.Setting setting -> new SettingSide(setting.value(), setting.isDefault());
            };
        }
    }

    /** A file before or after. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FileSide(
            boolean exists,
            @Nullable String sha256,
            @Nullable String mode,
            @Nullable String owner,
            @Nullable String group) {

        static final FileSide NONE = new FileSide(false, null, null, null, null);

        static FileSide of(FileImage image) {
            return new FileSide(true, image.sha256().hex(), image.modeText(), image.owner(), image.group());
        }
    }

    /** A setting before or after. */
    record SettingSide(
            String value, @JsonProperty("default") boolean isDefault) {}

    /** One command. */
    record ActionBody(int seq, String place, List<String> argv, String reason) {
        static ActionBody of(Step.Action action) {
            return new ActionBody(
                    action.seq(),
                    action.command().place().label(),
                    action.command().argv(),
                    action.reason());
        }
    }

    /** One finding. */
    record FindingBody(String severity, String code, String message, String why, String remedy) {
        static FindingBody of(Finding finding) {
            return new FindingBody(
                    finding.severity().name().toLowerCase(Locale.ROOT),
                    finding.code(),
                    finding.message(),
                    finding.why(),
                    finding.remedy());
        }
    }

    /** What must hold before the first write. */
    record PreconditionBody(String artifact, String expected) {
        static PreconditionBody of(Plan.Precondition precondition) {
            return new PreconditionBody(
                    precondition.artifact().label(), precondition.expected().text());
        }
    }
}
