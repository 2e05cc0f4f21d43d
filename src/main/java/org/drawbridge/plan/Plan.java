package org.drawbridge.plan;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.drawbridge.exposure.Comparison;
import org.drawbridge.host.Expected;
import org.drawbridge.host.Release;

/**
 * Everything that a job would do to a host, worked out and kept before anything is done; a value that never changes.
 *
 * @param id its permanent name
 * @param kind whether it raises or changes a bridge, or takes it away
 * @param profileId the profile that it is for
 * @param profileName the profile's name when the plan was made
 * @param profileVersion the profile's version that it was made from
 * @param release the host's release
 * @param createdAt when it was made
 * @param expiresAt until when it may be applied
 * @param summary what happens, in two or three sentences for people
 * @param steps changes and actions in their order
 * @param findings what a person must know first
 * @param preconditions what each artifact must be before the first write
 * @param probes what is looked at afterwards
 * @param exposure what it opens and closes, to whom; absent where that could not be worked out
 * @param digest an opaque text that covers the profile's version, the release, every before and after, the actions and their order
 */
public record Plan(
        UUID id,
        Kind kind,
        long profileId,
        String profileName,
        long profileVersion,
        Release release,
        Instant createdAt,
        Instant expiresAt,
        List<String> summary,
        List<Step> steps,
        List<Finding> findings,
        List<Precondition> preconditions,
        List<Probe> probes,
        Optional<Comparison> exposure,
        String digest) {

    public Plan {
        summary = List.copyOf(summary);
        steps = List.copyOf(steps);
        findings = List.copyOf(findings);
        preconditions = List.copyOf(preconditions);
        probes = List.copyOf(probes);
    }

    /** Whether it can be applied at all: there is something to do and no blocker. */
    public boolean applicable() {
        return !steps.isEmpty()
                && findings.stream().noneMatch(finding -> finding.severity() == Finding.Severity.BLOCKER);
    }

    public List<Step.Change> changes() {
        return steps.stream()
                .filter(Step.Change.class::isInstance)
                .map(Step.Change.class::cast)
                .toList();
    }

    public List<Step.Action> actions() {
        return steps.stream()
                .filter(Step.Action.class::isInstance)
                .map(Step.Action.class::cast)
                .toList();
    }

    /** What a plan is for. */
    public enum Kind {
        APPLY,
        REMOVE,
        /** Puts stock packages back; it is for no profile. */
        RESTORE
    }

    /**
     * What an artifact must be when the job begins.
     *
     * @param expected for a file, its sum, {@code new} or {@code any}; for a setting, the sum of {@code value} and default mark
     */
    public record Precondition(Artifact artifact, Expected expected) {}
}
