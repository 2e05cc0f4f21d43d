package org.drawbridge.job;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps what a job could not put back. */
final class LeftBook {

    private static final int LIMIT = 4000;

    private final JdbcClient jdbc;

    LeftBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void replace(long job, List<String> sentences) {
        jdbc.sql("delete from job_left where job = :job").param("job", job).update();
        for (int seq = 1; seq <= sentences.size(); seq++) {
            jdbc.sql("insert into job_left (job, seq, sentence) values (:job, :seq, :sentence)")
                    .param("job", job)
                    .param("seq", seq)
                    .param("sentence", Bounded.text(sentences.get(seq - 1), LIMIT))
                    .update();
        }
    }

    List<String> all(long job) {
        return jdbc.sql("select sentence from job_left where job = :job order by seq")
                .param("job", job)
                .query((row, number) -> row.getString("sentence"))
                .list();
    }
}
