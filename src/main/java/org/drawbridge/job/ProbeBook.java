package org.drawbridge.job;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps what the probes found before the first step and after the last. */
final class ProbeBook {

    private static final int EVIDENCE_LIMIT = 2000;

    private final JdbcClient jdbc;

    ProbeBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void before(long job, int ordinal, String claim, Prober.Finding found) {
        jdbc.sql("insert into job_probe (job, ordinal, claim, before_verdict, before_evidence, after_verdict,"
                        + " after_evidence) values (:job, :ordinal, :claim, :verdict, :evidence, 'pending', '')")
                .param("job", job)
                .param("ordinal", ordinal)
                .param("claim", Bounded.text(claim, EVIDENCE_LIMIT))
                .param("verdict", found.verdict().word())
                .param("evidence", Bounded.text(found.evidence(), EVIDENCE_LIMIT))
                .update();
    }

    void after(long job, int ordinal, Prober.Finding found) {
        jdbc.sql("update job_probe set after_verdict = :verdict, after_evidence = :evidence"
                        + " where job = :job and ordinal = :ordinal")
                .param("verdict", found.verdict().word())
                .param("evidence", Bounded.text(found.evidence(), EVIDENCE_LIMIT))
                .param("job", job)
                .param("ordinal", ordinal)
                .update();
    }

    List<JobView.ProbeView> all(long job) {
        return jdbc.sql("select * from job_probe where job = :job order by ordinal")
                .param("job", job)
                .query((row, number) -> new JobView.ProbeView(
                        row.getString("claim"),
                        ProbeVerdict.ofWord(row.getString("before_verdict")),
                        row.getString("before_evidence"),
                        ProbeVerdict.ofWord(row.getString("after_verdict")),
                        row.getString("after_evidence")))
                .list();
    }
}
