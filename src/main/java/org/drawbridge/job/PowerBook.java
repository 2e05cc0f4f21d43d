package org.drawbridge.job;

import java.util.List;
import org.drawbridge.name.QubeName;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps which qubes ran when a job or the way back from a kept one began, and which it had to start on its way back. */
final class PowerBook {

    private final JdbcClient jdbc;

    PowerBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A qube in which a job has something to do.
     *
     * @param state Qubes' word for its state when the job began
     * @param woken whether the job started it on its way back
     */
    record Noted(QubeName qube, String state, boolean woken) {}

    boolean isKept(long job) {
        return !all(job).isEmpty();
    }

    void keep(long job, QubeName qube, String state) {
        jdbc.sql("insert into job_power (job, qube, state, woken) values (:job, :qube, :state, false)")
                .param("job", job)
                .param("qube", qube.value())
                .param("state", state)
                .update();
    }

    /** A new beginning: the qube's state is another one now. */
    void again(long job, QubeName qube, String state) {
        jdbc.sql("update job_power set state = :state, woken = false where job = :job and qube = :qube")
                .param("state", state)
                .param("job", job)
                .param("qube", qube.value())
                .update();
    }

    void woken(long job, QubeName qube) {
        jdbc.sql("update job_power set woken = true where job = :job and qube = :qube")
                .param("job", job)
                .param("qube", qube.value())
                .update();
    }

    List<Noted> all(long job) {
        return jdbc.sql("select qube, state, woken from job_power where job = :job order by qube")
                .param("job", job)
                .query((row, number) ->
                        new Noted(QubeName.of(row.getString("qube")), row.getString("state"), row.getBoolean("woken")))
                .list();
    }
}
