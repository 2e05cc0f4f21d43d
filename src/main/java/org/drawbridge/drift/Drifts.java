package org.drawbridge.drift;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.drawbridge.audit.Actor;
import org.drawbridge.audit.AuditEvent;
import org.drawbridge.audit.AuditEvent.Outcome;
import org.drawbridge.audit.AuditLog;
import org.drawbridge.host.Host;
import org.drawbridge.host.Release;
import org.drawbridge.job.Jobs;
import org.drawbridge.plan.AppliedArtifact;
import org.drawbridge.plan.AppliedLook;
import org.drawbridge.plan.AppliedState;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.Plans;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** What is not on the host as it was applied, and what a person decides about it. */
@Service
public class Drifts {

    /** The most characters of a reason. */
    public static final int LONGEST_REASON = 500;

    private final DriftTable table;
    private final AppliedState state;
    private final Plans plans;
    private final Jobs jobs;
    private final Host host;
    private final AuditLog audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Drifts(
            DriftTable table,
            AppliedState state,
            Plans plans,
            Jobs jobs,
            Host host,
            AuditLog audit,
            Clock clock,
            TransactionTemplate transaction) {
        this.table = table;
        this.state = state;
        this.plans = plans;
        this.jobs = jobs;
        this.host = host;
        this.audit = audit;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** Everything that the last look found, the oldest first, what somebody ignores too. */
    public List<Drift> all() {
        return table.all();
    }

    /** What nobody ignores. */
    public List<Drift> open() {
        return all().stream().filter(drift -> drift.ignored().isEmpty()).toList();
    }

    /** The same by the artifacts' names only, which every page asks for. */
    public List<String> openArtifacts() {
        return table.openArtifacts();
    }

    /**
     * Makes what is there now the applied state: it is no drift any more, and later plans start from it. Nothing on the host is
     * changed.
     *
     * @param sum what was shown
     * @throws DriftChangedException when it is something else by now
     * @throws NotDecidableException when there is nothing to adopt, or a job is at work
     */
    public void adopt(long id, String sum, Actor actor) {
        Drift drift = shown(id, sum);
        if (!drift.decidable()) {
            throw new NotDecidableException("This cannot be adopted. " + drift.cause());
        }
        if (jobs.holding().isPresent()) {
            throw new NotDecidableException("A job is at work on the host. Decide when it is done.");
        }
        AppliedArtifact applied = state.artifacts().stream()
                .filter(each -> each.artifact().label().equals(drift.artifact()))
                .findFirst()
                .orElseThrow(DriftChangedException::new);
        Content now = now(applied, sum);
        transaction.executeWithoutResult(status -> {
            Plan plan = plans.adopt(applied, now);
            table.remove(id);
            audit.append(event("drift.adopt", drift, actor)
                    .with("found", drift.found())
                    .with("plan", plan.id().toString()));
        });
    }

    private Content now(AppliedArtifact applied, String sum) {
        Release release = Optional.ofNullable(host.status().release()).orElseThrow(DriftChangedException::new);
        AppliedLook look = state.look(release, List.of(applied));
        boolean same = new AppliedComparison(look)
                .deviations(List.of(applied)).stream()
                        .anyMatch(each -> each.sum().hex().equals(sum));
        return look.now(applied.artifact()).filter(content -> same).orElseThrow(DriftChangedException::new);
    }

    /**
     * Plans the bridge anew, so that what the console applied comes back once a person has read and applied that plan.
     *
     * @return the plan's name
     * @throws NotDecidableException when no bridge of the console made it
     */
    public UUID putBack(long id, Actor actor) {
        Drift drift = table.find(id).orElseThrow(() -> new NoSuchDriftException(id));
        Long profile = drift.profile();
        if (profile == null) {
            throw new NotDecidableException("No plan can put this back. " + drift.cause());
        }
        Plan plan = plans.create(profile, false, actor);
        audit.append(
                event("drift.put-back", drift, actor).with("plan", plan.id().toString()));
        return plan.id();
    }

    /**
     * Leaves it as it is, until it becomes something else.
     *
     * @param reason why, 1–{@value #LONGEST_REASON} characters
     * @throws DriftChangedException when it is something else by now
     */
    public void ignore(long id, String sum, String reason, Actor actor) {
        String why = reason.strip();
        if (why.isEmpty() || why.length() > LONGEST_REASON) {
            throw new IllegalArgumentException("A reason has 1 to " + LONGEST_REASON + " characters.");
        }
        Drift drift = shown(id, sum);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        transaction.executeWithoutResult(status -> {
            if (!table.ignore(id, sum, new Drift.Ignored(why, actor.name(), now))) {
                throw new DriftChangedException();
            }
            audit.append(event("drift.ignore", drift, actor).with("reason", why));
        });
    }

    private Drift shown(long id, String sum) {
        Drift drift = table.find(id).orElseThrow(() -> new NoSuchDriftException(id));
        if (!drift.sum().equals(sum)) {
            throw new DriftChangedException();
        }
        return drift;
    }

    private static AuditEvent event(String action, Drift drift, Actor actor) {
        return AuditEvent.of(actor, action, drift.artifact(), Outcome.SUCCESS)
                .with("kind", drift.kind().word());
    }
}
