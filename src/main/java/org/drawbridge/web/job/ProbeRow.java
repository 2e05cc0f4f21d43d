package org.drawbridge.web.job;

import org.drawbridge.job.JobView;

/** One probe as a row of its table. */
record ProbeRow(
        String claim,
        String beforeMark,
        String before,
        String beforeEvidence,
        String afterMark,
        String after,
        String afterEvidence) {

    static ProbeRow of(JobView.ProbeView probe) {
        return new ProbeRow(
                probe.claim(),
                JobWords.markBefore(probe.before()),
                JobWords.word(probe.before()),
                probe.beforeEvidence(),
                JobWords.mark(probe.after()),
                JobWords.word(probe.after()),
                probe.afterEvidence());
    }
}
