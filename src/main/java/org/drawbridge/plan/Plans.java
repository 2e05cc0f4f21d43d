package org.drawbridge.plan;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.drawbridge.audit.Actor;
import org.drawbridge.audit.AuditEvent;
import org.drawbridge.audit.AuditLog;
import org.drawbridge.exposure.Situation;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostStatus;
import org.drawbridge.host.Release;
import org.drawbridge.patch.Patches;
import org.drawbridge.plan.blueprint.Baseline;
import org.drawbridge.plan.blueprint.Planner;
import org.drawbridge.plan.blueprint.Request;
import org.drawbridge.plan.survey.Survey;
import org.drawbridge.profile.BridgeProfile;
import org.drawbridge.profile.Profiles;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes plans, keeps them, and says whether what they were made from still holds. */
@Service
public class Plans {

    private final Profiles profiles;
    private final Host host;
    private final PlanTable table;
    private final PlanJson digest;
    private final Rechecks rechecks;
    private final AuditLog audit;
    private final Clock clock;
    private final PlanProperties properties;
    private final Patches patches;
    private final TransactionTemplate transaction;

    Plans(
            Profiles profiles,
            Host host,
            PlanTable table,
            PlanJson digest,
            Rechecks rechecks,
            AuditLog audit,
            Clock clock,
            PlanProperties properties,
            Patches patches,
            TransactionTemplate transaction) {
        this.profiles = profiles;
        this.host = host;
        this.table = table;
        this.digest = digest;
        this.rechecks = rechecks;
        this.audit = audit;
        this.clock = clock;
        this.properties = properties;
        this.patches = patches;
        this.transaction = transaction;
    }

    /**
     * Looks at the host and works out what the profile, or taking it away, would change; nothing of the host is changed.
     *
     * @throws org.drawbridge.profile.NoSuchProfileException when there is no such profile
     */
    public Plan create(long profileId, boolean remove, Actor actor) {
        Plan plan = plan(request(profileId, remove ? Plan.Kind.REMOVE : Plan.Kind.APPLY));
        keep(plan, actor);
        return plan;
    }

    public Optional<Plan> find(UUID id) {
        return table.find(id);
    }

    /**
     * The plan of that name.
     *
     * @throws PlanNotFoundException when there is none
     */
    public Plan get(UUID id) {
        return find(id).orElseThrow(() -> new PlanNotFoundException(id));
    }

    /**
     * A page of all plans, the newest first.
     *
     * @param page counted from 0
     */
    public PlanPage page(int page, int size) {
        return table.page(page, size);
    }

    /** Whether the profile is there and nobody edited it since the plan was made. */
    public boolean followsProfile(Plan plan) {
        return profiles.find(plan.profileId())
                .filter(profile -> profile.version() == plan.profileVersion())
                .isPresent();
    }

    /** What of the host is not as it was when the plan was made; reads the host. */
    public List<Difference> recheck(Plan plan) {
        return rechecks.differences(plan);
    }

    /** Every file that the applied plans of a profile changed, and left as something else than it was. */
    public List<AppliedFile> appliedFiles() {
        List<AppliedFile> files = new ArrayList<>();
        table.standing().forEach((profile, plans) -> {
            Baseline baseline = Baseline.of(plans);
            for (Artifact artifact : baseline.artifacts()) {
                Content before = baseline.before(artifact).orElseThrow();
                Content after = baseline.last(artifact).orElseThrow();
                if (artifact instanceof Artifact.File file && !before.equals(after)) {
                    files.add(new AppliedFile(profile, plans.getLast().profileName(), file, before, after));
                }
            }
        });
        return List.copyOf(files);
    }

    /** Keeps a plan that puts stock packages back, so that a job can be made of it; pages of plans do not show it. */
    public void keepRestore(Plan plan, Actor actor) {
        if (plan.kind() != Plan.Kind.RESTORE) {
            throw new IllegalArgumentException("That plan is for a bridge.");
        }
        keep(plan, actor);
    }

    /** What the applied plans of a profile changed and left changed, in the order of the first change. */
    public List<Artifact> remains(long profileId) {
        Baseline baseline = Baseline.of(table.standing(profileId));
        return baseline.artifacts().stream()
                .filter(artifact -> !baseline.before(artifact).equals(baseline.last(artifact)))
                .toList();
    }

    /**
     * Keeps what another hand made of an applied artifact as what counts as applied: a plan of the profile whose only change, from
     * what was there before the bridge, was made already. Nothing of the host is changed.
     *
     * @throws org.drawbridge.profile.NoSuchProfileException when the profile is gone
     */
    public Plan adopt(AppliedArtifact applied, Content found) {
        BridgeProfile profile = profiles.get(applied.profile());
        Release release = Objects.requireNonNull(host.status().release(), "The host's release is known");
        Instant now = clock.instant();
        String title = applied.artifact().label() + ": adopted as another hand made it";
        List<Step> steps = List.of(new Step.Change(
                1, applied.artifact(), applied.before(), found, title, "A person decided to keep it.", ""));
        Plan plan = new Plan(
                UUID.randomUUID(),
                Plan.Kind.APPLY,
                profile.id(),
                profile.name(),
                profile.version(),
                release,
                now,
                now,
                List.of("Keeps what another hand made of " + applied.artifact().label()
                        + ". It was done already; nothing is to be applied."),
                steps,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                digest.of(request(profile.id(), Plan.Kind.APPLY), release, steps));
        table.add(plan);
        table.mark(plan.id(), PlanTable.Mark.BEGUN, now);
        table.mark(plan.id(), PlanTable.Mark.FINISHED, now);
        return plan;
    }

    /** A job makes the first change by this plan: from now on its before-images tell what the host was. */
    public void begun(UUID id) {
        table.mark(id, PlanTable.Mark.BEGUN, clock.instant());
    }

    /** A job has done all of this plan. */
    public void finished(UUID id) {
        table.mark(id, PlanTable.Mark.FINISHED, clock.instant());
    }

    /** All of this plan was taken back: the host is as it was before it. */
    public void undone(UUID id) {
        table.mark(id, PlanTable.Mark.UNDONE, clock.instant());
    }

    /**
     * The net qube of a plan as that would make it; nothing where the host or the profile is not any more as when it was made.
     *
     * @throws org.drawbridge.profile.NoSuchProfileException when its profile is gone
     */
    Optional<Situation> situationAfter(Plan plan) {
        Request request = request(plan.profileId(), plan.kind());
        HostStatus status = host.status();
        if (!status.connected() || status.release() == null) {
            return Optional.empty();
        }
        Survey survey = Planner.survey(host, status.release(), request);
        Plan again = Planner.plan(plan.id(), request, survey, digest, clock.instant(), properties.planValid());
        return again.digest().equals(plan.digest()) ? Planner.situationAfter(request, survey) : Optional.empty();
    }

    private Request request(long profileId, Plan.Kind kind) {
        BridgeProfile profile = profiles.get(profileId);
        return new Request(profile, kind, Baseline.of(table.standing(profileId)), table.memory(), patches.texts());
    }

    private Plan plan(Request request) {
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        HostStatus status = host.status();
        if (!status.connected() || status.release() == null) {
            return Planner.unplannable(id, request, status, now, properties.planValid());
        }
        return Planner.plan(
                id, request, Planner.survey(host, status.release(), request), digest, now, properties.planValid());
    }

    private void keep(Plan plan, Actor actor) {
        transaction.executeWithoutResult(status -> {
            String subject = plan.kind() == Plan.Kind.RESTORE ? "packages" : "profile:" + plan.profileId();
            audit.append(AuditEvent.of(actor, "plan.create", subject, AuditEvent.Outcome.SUCCESS)
                    .with("plan", plan.id().toString())
                    .with("digest", plan.digest())
                    .with("kind", plan.kind().name()));
            table.add(plan);
        });
    }
}
