package org.drawbridge.job;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.drawbridge.host.Release;
import org.drawbridge.host.lab.Lab;
import org.drawbridge.host.lab.LabFaults;

/** A lab with an engine on it. */
final class LabRig extends StoryRig {

    private static final int QUBES = 12;

    final LabFaults faults;

    /** How long the lab kept callers waiting. */
    final List<Duration> waited;

    final Lab lab;

    LabRig(Path folder, Release release) {
        this(folder, release, new JobBench());
    }

    LabRig(Path folder, Release release, JobBench bench) {
        this(folder, release, bench, new ArrayList<>());
    }

    private LabRig(Path folder, Release release, JobBench bench, List<Duration> waited) {
        this(
                Lab.openOrCreate(folder.resolve("lab"), release, QUBES, Duration.ZERO, waited::add, new LabFaults()),
                bench,
                waited);
    }

    private LabRig(Lab lab, JobBench bench, List<Duration> waited) {
        super(lab, lab.release(), bench);
        this.lab = lab;
        this.faults = lab.faults();
        this.waited = waited;
    }

    WholeFolder picture() {
        return WholeFolder.of(lab.tree(), lab.folder());
    }
}
