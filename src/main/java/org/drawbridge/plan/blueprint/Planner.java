package org.drawbridge.plan.blueprint;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.drawbridge.exposure.Comparison;
import org.drawbridge.exposure.Situation;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostStatus;
import org.drawbridge.host.Release;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Finding.Severity;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.Step;
import org.drawbridge.plan.survey.Look;
import org.drawbridge.plan.survey.Survey;

/** Turns what is wanted and what was seen into a plan: the same input always gives the same steps. */
public final class Planner {

    private Planner() {}

    /**
     * Looks at all that a plan for this request is decided by; starts nothing and writes nothing.
     *
     * @throws org.drawbridge.host.HostException when the host does not even list its qubes
     */
    public static Survey survey(Host host, Release release, Request request) {
        Look look = new Look(host, release);
        for (Part part : Blueprint.of(release).parts()) {
            part.look(look, request);
        }
        FindingRules.look(look, request);
        look.updateQube();
        return look.survey();
    }

    public static Plan plan(UUID id, Request request, Survey survey, PlanDigest digest, Instant now, Duration valid) {
        Draft draft = draft(request, survey);
        List<Step> steps = draft.steps();
        List<Finding> findings = new ArrayList<>(draft.findings());
        findings.addAll(FindingRules.findings(draft, steps));
        Optional<Comparison> exposure = ExposureOfPlan.of(draft, steps);
        findings.addAll(ExposureFindings.of(draft, steps, exposure));
        findings = new ArrayList<>(ExposureFindings.withoutRepeats(findings));
        if (steps.isEmpty() && findings.stream().noneMatch(finding -> finding.severity() == Severity.BLOCKER)) {
            findings.add(Find.note(
                    "nothing-to-do",
                    "Nothing on the host differs from what is wanted.",
                    "A plan without a step cannot be applied.",
                    "Nothing."));
        }
        findings.sort(Comparator.comparing(Finding::severity).thenComparing(Finding::code));
        boolean blocked = findings.stream().anyMatch(finding -> finding.severity() == Severity.BLOCKER);
        return new Plan(
                id,
                request.kind(),
                request.profile().id(),
                request.profile().name(),
                request.profile().version(),
                survey.release(),
                now,
                now.plus(valid),
                Summary.of(draft, steps, blocked),
                steps,
                findings.stream().distinct().toList(),
                draft.preconditions(),
                steps.isEmpty() ? List.of() : draft.probes(),
                exposure,
                digest.of(request, survey.release(), steps));
    }

    /** The net qube as the plan would make it, or nothing where it could not be seen or understood. */
    public static Optional<Situation> situationAfter(Request request, Survey survey) {
        Draft draft = draft(request, survey);
        return ExposureOfPlan.after(draft, draft.steps());
    }

    private static Draft draft(Request request, Survey survey) {
        Draft draft = new Draft(request, survey);
        for (Part part : Blueprint.of(survey.release()).parts()) {
            part.plan(draft);
        }
        Reach.probe(draft);
        return draft;
    }

    /** The plan for a host that does not answer, or whose release is not supported: nothing but what stands against it. */
    public static Plan unplannable(UUID id, Request request, HostStatus status, Instant now, Duration valid) {
        boolean answers = status.connected();
        Finding finding = new Finding(
                Severity.BLOCKER,
                answers ? "release-unsupported" : "host-unreachable",
                status.message(),
                "What a bridge needs differs from release to release, and a plan is made from what is really there.",
                answers
                        ? "Drawbridge plans for R2B2, R4.1, R4.2 and R4.3. Set drawbridge.dom0.release if it is one of them."
                        : "Bring the link to the host up, then plan again.");
        return new Plan(
                id,
                request.kind(),
                request.profile().id(),
                request.profile().name(),
                request.profile().version(),
                Optional.ofNullable(status.release()).orElse(Release.R4_2),
                now,
                now.plus(valid),
                List.of("Nothing can be planned yet: see what stands against it."),
                List.of(),
                List.of(finding),
                List.of(),
                List.of(),
                Optional.empty(),
                "");
    }
}
