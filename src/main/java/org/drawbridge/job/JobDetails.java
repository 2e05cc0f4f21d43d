package org.drawbridge.job;

import java.util.List;

/** Puts a job together as it is shown. */
final class JobDetails {

    private final StepBook steps;

    private final ProbeBook probes;

    private final LeftBook left;

    private final Rescue rescue;

    JobDetails(StepBook steps, ProbeBook probes, LeftBook left, Rescue rescue) {
        this.steps = steps;
        this.probes = probes;
        this.left = left;
        this.rescue = rescue;
    }

    JobView view(Job job) {
        return view(job, left.all(job.id()), steps.all(job.id()), probes.all(job.id()));
    }

    /** The job without its steps and probes. */
    JobView outline(Job job) {
        return view(job, List.of(), List.of(), List.of());
    }

    private JobView view(Job job, List<String> left, List<JobView.StepView> steps, List<JobView.ProbeView> probes) {
        return new JobView(
                job.id(),
                job.kind(),
                job.state(),
                job.plan(),
                job.profile(),
                job.profileName(),
                job.actor().name(),
                job.createdAt(),
                job.startedAt(),
                job.endedAt(),
                job.confirmWithin(),
                job.confirmBy(),
                rescue.hostUntil(job.id()),
                job.keepUntil(),
                job.closedAt(),
                job.cause(),
                left,
                steps,
                probes);
    }
}
