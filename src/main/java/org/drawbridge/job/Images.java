package org.drawbridge.job;

import java.time.Instant;
import java.util.Base64;
import org.drawbridge.host.FileImage;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.Step;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps what was there before each write, byte for byte. */
final class Images {

    private final JdbcClient jdbc;

    Images(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void keep(long job, Step.Change change, Content seen, Instant now) {
        switch (seen) {
            case Content.FileContent file -> insert(job, change, file.image(), null, false, true, now);
            case Content.NoFile none -> insert(job, change, null, null, false, false, now);
            case Content.Setting setting ->
                insert(job, change, null, setting.value(), setting.isDefault(), !setting.isDefault(), now);
        }
    }

    private void insert(
            long job,
            Step.Change change,
            @Nullable FileImage file,
            @Nullable String setting,
            boolean isDefault,
            boolean present,
            Instant now) {
        jdbc.sql("insert into job_image (job, seq, artifact, present, content, mode, owner_name, group_name, setting,"
                        + " is_default, seen_at) values (:job, :seq, :artifact, :present, :content, :mode, :owner,"
                        + " :group, :setting, :isDefault, :now)")
                .param("job", job)
                .param("seq", change.seq())
                .param("artifact", change.artifact().label())
                .param("present", present)
                .param("content", file == null ? null : Base64.getEncoder().encodeToString(file.content()))
                .param("mode", file == null ? null : file.mode())
                .param("owner", file == null ? null : file.owner())
                .param("group", file == null ? null : file.group())
                .param("setting", setting)
                .param("isDefault", isDefault)
                .param("now", JobStore.stored(now))
                .update();
    }
}
