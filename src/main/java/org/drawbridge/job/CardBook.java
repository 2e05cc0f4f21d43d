package org.drawbridge.job;

import java.util.List;
import org.drawbridge.name.QubeName;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps which qubes a way back is just attaching anew to their net qube. */
final class CardBook {

    private final JdbcClient jdbc;

    CardBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A qube that is being attached.
     *
     * @param netvm its net qube
     * @param isDefault whether it has that one because it is the default
     */
    record Noted(QubeName qube, String netvm, boolean isDefault) {}

    void keep(long job, Noted card) {
        forget(job, card.qube());
        jdbc.sql("insert into job_card (job, qube, netvm, is_default) values (:job, :qube, :netvm, :isDefault)")
                .param("job", job)
                .param("qube", card.qube().value())
                .param("netvm", card.netvm())
                .param("isDefault", card.isDefault())
                .update();
    }

    void forget(long job, QubeName qube) {
        jdbc.sql("delete from job_card where job = :job and qube = :qube")
                .param("job", job)
                .param("qube", qube.value())
                .update();
    }

    List<Noted> all(long job) {
        return jdbc.sql("select qube, netvm, is_default from job_card where job = :job order by qube")
                .param("job", job)
                .query((row, number) -> new Noted(
                        QubeName.of(row.getString("qube")), row.getString("netvm"), row.getBoolean("is_default")))
                .list();
    }
}
