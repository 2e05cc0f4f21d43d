package org.drawbridge.web.job;

import java.time.Instant;
import java.util.Optional;
import org.drawbridge.job.JobState;
import org.drawbridge.job.JobView;
import org.drawbridge.job.Jobs;
import org.drawbridge.web.Bar;
import org.drawbridge.web.BarSource;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Puts a job that waits for a person, or that needs one, on top of every page. */
@Component
@Order(10)
class JobBar implements BarSource {

    private final Jobs jobs;

    JobBar(Jobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public Optional<Bar> bar() {
        return jobs.holding().flatMap(JobBar::of);
    }

    private static Optional<Bar> of(JobView job) {
        String name = "Job " + job.id() + " (" + JobWords.purpose(job) + ") ";
        Instant by = job.confirmBy();
        if (by != null) {
            return Optional.of(new Bar.Waiting(
                    job.id(), name + "is done. At zero everything goes back by itself, unless you keep it.", by));
        }
        String address = "/jobs/" + job.id();
        if (job.state() == JobState.INTERRUPTED) {
            return Optional.of(new Bar.Stopped(name + "was cut off. Decide whether it goes back or on.", address));
        }
        return job.state() == JobState.FAILED
                ? Optional.of(new Bar.Stopped(name + "could not put everything back.", address))
                : Optional.empty();
    }
}
