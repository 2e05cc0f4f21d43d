package org.drawbridge.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.drawbridge.host.HostException;
import org.drawbridge.host.Manifest;
import org.drawbridge.host.RescueDesk;
import org.drawbridge.job.RescueBook.Asked;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets the host's own way back for a job: before its first write, anew when it waits and when it goes back, each time later than
 * the console's own deadline, and off again before the job counts as kept and once it is back.
 *
 * <p>A host without a desk for that goes on working, with the console's way back alone.
 */
final class Rescue {

    /** How much later than the console the host goes back: the console's own way back comes first, and takes its time. */
    static final Duration MARGIN = Duration.ofMinutes(5);

    private static final Logger log = LoggerFactory.getLogger(Rescue.class);

    private final Optional<RescueDesk> desk;

    private final RescueBook book;

    private final Journal journal;

    private final Notes notes;

    private final Duration applyLimit;

    private final Clock clock;

    Rescue(Optional<RescueDesk> desk, RescueBook book, Journal journal, Notes notes, Duration applyLimit, Clock clock) {
        this.desk = desk;
        this.book = book;
        this.journal = journal;
        this.notes = notes;
        this.applyLimit = applyLimit;
        this.clock = clock;
    }

    /**
     * Before the first write: a person at the host may have to agree, and then the host is armed.
     *
     * @throws HostException when the host refuses, or is not as the plan says
     */
    void begin(Run run) {
        on(run, (desk, manifest) -> {
            begin(run, desk, manifest);
            desk.keep(manifest, KitContents.of(run.plan(), notes.power(run.job().id())));
            arm(run, desk, manifest, forSteps(run));
        });
    }

    /** Before steps are taken up where they were cut off. */
    void goOn(Run run) {
        on(run, (desk, manifest) -> arm(run, desk, manifest, forSteps(run)));
    }

    /** Until when steps may be begun that were set off now: from then on the console goes back by itself. */
    Instant lastStepBy() {
        return desk.isPresent() ? clock.instant().plus(applyLimit) : Instant.MAX;
    }

    /**
     * Before the next step.
     *
     * @throws StepFailedException when there is no time left for it
     */
    void requireTime(Instant lastStepBy) {
        if (lastStepBy.isBefore(clock.instant())) {
            throw new StepFailedException(
                    "The steps took longer than " + Spans.words(applyLimit)
                            + ", so the job goes back before the host does. A longer drawbridge.rescue.apply-limit gives them more time.");
        }
    }

    /** Before the job waits for a person. */
    void await(Run run) {
        on(
                run,
                (desk, manifest) ->
                        arm(run, desk, manifest, run.job().confirmWithin().plus(MARGIN)));
    }

    /**
     * Before steps are taken back. Where the host was told that the job is kept, it has to agree anew; else it goes back by
     * itself if this engine does not.
     *
     * @return why nothing may be taken back, where the host refuses that
     */
    Optional<String> back(Run run) {
        Optional<RescueBook.Last> last = book.last(run.job().id());
        if (last.isEmpty()) {
            return run.job().confirmedAt() == null ? Optional.empty() : backAnew(run);
        }
        boolean done = last.get().done();
        return switch (last.get().verb()) {
            case BEGIN, ARM, TIME -> backStill(run, Optional::empty);
            case DISARM -> done && isBack(run) ? Optional.empty() : backStill(run, () -> backAnew(run));
            case KEEP -> done ? backAnew(run) : backStill(run, () -> backAnew(run));
            case RESTORE -> backAnew(run);
        };
    }

    /** Whether the journal says that nothing of the job is left to take back. */
    private boolean isBack(Run run) {
        return journal.standings(run.job().id()).values().stream().allMatch(Standing.NOT_BEGUN::equals);
    }

    private Optional<String> backStill(Run run, Supplier<Optional<String>> otherwise) {
        try {
            on(run, (desk, manifest) -> arm(run, desk, manifest, applyLimit.plus(MARGIN)));
            return Optional.empty();
        } catch (HostException exception) {
            log.info(
                    "The host's own way back of job {} could not be set anew.",
                    run.job().id());
            return otherwise.get();
        }
    }

    private Optional<String> backAnew(Run run) {
        try {
            on(run, (desk, manifest) -> {
                begin(run, desk, manifest);
                desk.keep(manifest, KitContents.of(run.plan(), List.of()));
                arm(run, desk, manifest, applyLimit.plus(MARGIN));
            });
            return Optional.empty();
        } catch (HostException exception) {
            return Optional.of(Reason.of(exception));
        }
    }

    /**
     * Does the work of a step, while the host does not go back by itself.
     *
     * @throws HostException.Declined when it went back by itself, and the step was to go on
     */
    void during(Run run, Way way, Runnable work) {
        if (desk.isEmpty() || !book.isSet(run.job().id())) {
            work.run();
            return;
        }
        try (RescueDesk.Hold hold = desk.get().hold(PlanManifest.name(run.job()), way == Way.ON)) {
            Objects.requireNonNull(hold);
            work.run();
        }
    }

    /**
     * Before a job counts as kept: the host does not go back by itself any more, or not before the time until which it is kept.
     *
     * @throws HostException when the host may still go back by itself
     */
    void keep(Lease lease, Job job) {
        Instant until = job.keepUntil();
        if (until != null && keepsTime()) {
            time(job, Optional.of(lease), until);
        } else {
            off(job, Optional.of(lease), RescueVerb.KEEP);
        }
    }

    /** Whether the host itself takes down what is kept until a time. */
    boolean keepsTime() {
        return desk.filter(RescueDesk::keepsTime).isPresent();
    }

    /**
     * The host takes the job back by itself a little after that time, if this console did not.
     *
     * @throws HostException when the host does not take that time
     */
    void time(Job job, Optional<Lease> lease, Instant until) {
        desk.filter(RescueDesk::keepsTime)
                .filter(there -> book.isSet(job.id()))
                .ifPresent(there -> ask(
                        new Asked(job, lease, RescueVerb.TIME),
                        () -> Optional.of(there.time(
                                PlanManifest.name(job),
                                Duration.between(clock.instant(), until).plus(MARGIN)))));
    }

    /** The host does not take the job back at its time any more, since it is kept for good, or another one took its place. */
    void forGood(Job job) {
        off(job, Optional.empty(), RescueVerb.KEEP);
    }

    /** Once everything is back; where that does not work it is tried again later. */
    void disarm(Run run) {
        try {
            off(run.job(), Optional.of(run.lease()), RescueVerb.DISARM);
        } catch (HostException exception) {
            log.info(
                    "The host's own way back of job {} is still set.", run.job().id());
        }
    }

    /** Of a job on which nobody works and that has ended. */
    void disarmEnded(Job job) {
        off(job, Optional.empty(), RescueVerb.DISARM);
    }

    /** The jobs after which the host may still go back by itself. */
    List<Long> set() {
        return desk.isPresent() ? book.set() : List.of();
    }

    /** When the host goes back by itself after the job, by its own clock, or null. */
    @Nullable
    Instant hostUntil(long job) {
        return desk.filter(RescueDesk::ticks)
                .flatMap(there -> book.last(job))
                .filter(last -> last.verb() == RescueVerb.ARM || last.verb() == RescueVerb.TIME)
                .map(RescueBook.Last::until)
                .orElse(null);
    }

    /** What the host keeps; reads it there. */
    List<RescueDesk.Kit> kits() {
        return desk.map(RescueDesk::kits).orElse(List.of());
    }

    private void off(Job job, Optional<Lease> lease, RescueVerb verb) {
        desk.filter(there -> book.isSet(job.id()))
                .ifPresent(there -> ask(new Asked(job, lease, verb), () -> {
                    there.disarm(PlanManifest.name(job));
                    return Optional.empty();
                }));
    }

    private void on(Run run, Work work) {
        desk.ifPresent(there -> PlanManifest.of(run.job(), run.plan()).ifPresent(manifest -> work.at(there, manifest)));
    }

    private void begin(Run run, RescueDesk there, Manifest manifest) {
        ask(new Asked(run.job(), Optional.of(run.lease()), RescueVerb.BEGIN), () -> {
            there.begin(manifest);
            return Optional.empty();
        });
    }

    private void arm(Run run, RescueDesk there, Manifest manifest, Duration within) {
        ask(
                new Asked(run.job(), Optional.of(run.lease()), RescueVerb.ARM),
                () -> Optional.of(there.arm(manifest, within)));
    }

    private void ask(Asked asked, Supplier<Optional<Instant>> call) {
        book.intend(asked);
        @Nullable Instant until;
        try {
            until = call.get().orElse(null);
        } catch (HostException exception) {
            book.failed(asked, Reason.of(exception));
            throw exception;
        }
        book.done(asked, until);
    }

    private Duration forSteps(Run run) {
        return applyLimit.plus(run.job().confirmWithin()).plus(MARGIN);
    }

    /** What is done at a desk. */
    @FunctionalInterface
    private interface Work {
        void at(RescueDesk desk, Manifest manifest);
    }
}
