package org.drawbridge.web.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.drawbridge.job.JobView;
import org.drawbridge.job.Jobs;
import org.drawbridge.web.Bar;
import org.drawbridge.web.BarSource;
import org.drawbridge.web.Times;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Puts a job that waits for a person, or that needs one, on top of every page. */
@Component
@Order(10)
class JobBar implements BarSource {

    private final Jobs jobs;

    private final Times times;

    JobBar(Jobs jobs, Times times) {
        this.jobs = jobs;
        this.times = times;
    }

    @Override
    public Optional<Bar> bar() {
        return jobs.holding().flatMap(this::of);
    }

    private Optional<Bar> of(JobView job) {
        String name = "Job " + job.id() + " (" + JobWords.purpose(job) + ") ";
        String address = "/jobs/" + job.id();
        return switch (job.state()) {
            case AWAITING_CONFIRMATION -> Optional.ofNullable(job.confirmBy()).map(by -> waiting(name, job, by));
            case REVERTING ->
                Optional.of(new Bar.GoingBack(name + "goes back: what it changed is being put back.", address));
            case INTERRUPTED ->
                Optional.of(new Bar.Stopped(name + "was cut off. Decide whether it goes back or on.", address));
            case FAILED -> Optional.of(new Bar.Stopped(name + "could not put everything back.", address));
            case QUEUED, RUNNING, CONFIRMED, REVERTED -> Optional.empty();
        };
    }

    private Bar waiting(String name, JobView job, Instant by) {
        List<Bar.Look> looks = jobs.get(job.id()).probes().stream()
                .map(probe -> new Bar.Look(
                        probe.claim(),
                        JobWords.mark(probe.after()),
                        JobWords.word(probe.after()),
                        probe.afterEvidence()))
                .toList();
        return new Bar.Waiting(job.id(), name + JobWords.atZero(job, times), by, looks);
    }
}
