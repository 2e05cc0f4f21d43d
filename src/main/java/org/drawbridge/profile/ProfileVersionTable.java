package org.drawbridge.profile;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** Keeps every state that a profile had. */
@Repository
class ProfileVersionTable {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    private final JdbcClient jdbc;

    ProfileVersionTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The content as one line of JSON, as it is stored and as the audit log shows it. */
    static String json(BridgeProfile profile) {
        return MAPPER.writeValueAsString(ProfileInput.of(profile));
    }

    void append(BridgeProfile profile, Instant at, String by) {
        jdbc.sql("insert into bridge_profile_version (profile, version, at, actor, content)"
                        + " values (:profile, :version, :at, :actor, :content)")
                .param("profile", profile.id())
                .param("version", profile.version())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("actor", by)
                .param("content", json(profile))
                .update();
    }

    /** Newest first. */
    List<ProfileVersion> of(long profile) {
        return jdbc.sql("select version, at, actor, content from bridge_profile_version where profile = :profile"
                        + " order by version desc")
                .param("profile", profile)
                .query((row, number) -> new ProfileVersion(
                        row.getLong("version"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("actor"),
                        MAPPER.readValue(row.getString("content"), ProfileInput.class)))
                .list();
    }
}
