package org.drawbridge.job;

import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The append-only list of what happened to each job, for those who watch. */
final class JobEvents {

    private static final int BATCH = 200;

    private final JdbcClient jdbc;

    private final JsonMapper json;

    JobEvents(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Appends an event; the caller holds the host's row, so that the numbers rise in the order of the commits. */
    void append(long job, String name, Map<String, ?> data) {
        jdbc.sql("insert into job_event (job, name, data) values (:job, :name, :data)")
                .param("job", job)
                .param("name", name)
                .param("data", json.writeValueAsString(data))
                .update();
    }

    /** The next events after one, in their order, up to a bound. */
    List<JobEvent> after(long job, long id) {
        return jdbc.sql("select id, name, data from job_event where job = :job and id > :id order by id limit :batch")
                .param("job", job)
                .param("id", id)
                .param("batch", BATCH)
                .query((row, number) -> new JobEvent(row.getLong("id"), row.getString("name"), row.getString("data")))
                .list();
    }
}
