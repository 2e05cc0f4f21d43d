package org.drawbridge.patch;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.drawbridge.name.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where patches are kept, at most one for each target. */
@Component
final class PatchTable {

    private final JdbcClient jdbc;

    PatchTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps a patch in place of an earlier one for the same target. */
    void put(Patch patch, String content) {
        jdbc.sql("delete from patch where target = :target")
                .param("target", patch.target())
                .update();
        jdbc.sql("""
                        insert into patch (id, name, target, sha256, uploaded_at, uploaded_by, sample, content)
                        values (:id, :name, :target, :sha256, :at, :by, :sample, :content)
                        """)
                .param("id", patch.id())
                .param("name", patch.name())
                .param("target", patch.target())
                .param("sha256", patch.sha256().hex())
                .param("at", patch.uploadedAt().atOffset(ZoneOffset.UTC))
                .param("by", patch.by())
                .param("sample", patch.sample())
                .param("content", content)
                .update();
    }

    List<Patch> all() {
        return jdbc.sql("select id, name, target, sha256, uploaded_at, uploaded_by, sample from patch order by target")
                .query((result, row) -> new Patch(
                        result.getObject("id", UUID.class),
                        result.getString("name"),
                        result.getString("target"),
                        Sha256.ofHex(result.getString("sha256")),
                        result.getTimestamp("uploaded_at").toInstant(),
                        result.getString("uploaded_by"),
                        result.getBoolean("sample")))
                .list();
    }

    List<PatchText> texts() {
        return jdbc.sql("select name, target, content, sample from patch order by target")
                .query((result, row) -> new PatchText(
                        result.getString("name"),
                        result.getString("target"),
                        result.getString("content"),
                        result.getBoolean("sample")))
                .list();
    }

    Optional<Patch> find(UUID id) {
        return all().stream().filter(patch -> patch.id().equals(id)).findFirst();
    }

    void delete(UUID id) {
        jdbc.sql("delete from patch where id = :id").param("id", id).update();
    }

    static Sha256 sum(String content) {
        return Sha256.of(content.getBytes(StandardCharsets.UTF_8));
    }
}
