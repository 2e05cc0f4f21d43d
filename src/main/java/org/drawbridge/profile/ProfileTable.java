package org.drawbridge.profile;

import java.sql.Types;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.drawbridge.profile.BridgeProfile.Applied;
import org.drawbridge.profile.BridgeProfile.Attachment;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Repository;

/** Keeps the profiles as they are now. */
@Repository
class ProfileTable {

    private static final String INSERT = """
            insert into bridge_profile
                (name, netvm, bridge, uplink_mac, uplink_interface, address_cidr, address_gateway, address_dns, stp,
                 hardening, version)
            values
                (:name, :netvm, :bridge, :uplink_mac, :uplink_interface, :address_cidr, :address_gateway, :address_dns,
                 :stp, :hardening, :version)
            """;

    private static final String UPDATE = """
            update bridge_profile set
                name = :name, netvm = :netvm, bridge = :bridge, uplink_mac = :uplink_mac,
                uplink_interface = :uplink_interface, address_cidr = :address_cidr,
                address_gateway = :address_gateway, address_dns = :address_dns, stp = :stp, hardening = :hardening,
                version = :version
            where id = :id and version = :version - 1
            """;

    private static final String ATTACH = """
            insert into bridge_profile_attachment
                (profile, position, qube, mode, address_cidr, address_gateway, address_dns)
            values
                (:profile, :position, :qube, :mode, :address_cidr, :address_gateway, :address_dns)
            """;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;

    ProfileTable(JdbcClient jdbc, NamedParameterJdbcOperations batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** Makes other writers wait for the end of this transaction. */
    void lock() {
        jdbc.sql("select id from bridge_profile_lock where id = 1 for update")
                .query(Integer.class)
                .single();
    }

    /** By name. */
    List<BridgeProfile> all() {
        Map<Long, List<Attachment>> attachments = new HashMap<>();
        jdbc.sql("select * from bridge_profile_attachment order by profile, position")
                .query(row -> {
                    attachments
                            .computeIfAbsent(row.getLong("profile"), ignored -> new ArrayList<>())
                            .add(ProfileRows.attachment(row));
                });
        return jdbc.sql("select * from bridge_profile order by lower(name), id")
                .query((row, number) ->
                        ProfileRows.profile(row, attachments.getOrDefault(row.getLong("id"), List.of())))
                .list();
    }

    Optional<BridgeProfile> find(long id) {
        List<Attachment> attachments = jdbc.sql(
                        "select * from bridge_profile_attachment where profile = :id order by position")
                .param("id", id)
                .query((row, number) -> ProfileRows.attachment(row))
                .list();
        return jdbc.sql("select * from bridge_profile where id = :id")
                .param("id", id)
                .query((row, number) -> ProfileRows.profile(row, attachments))
                .optional();
    }

    /** Stores a new profile and gives its number. */
    long insert(BridgeProfile profile) {
        KeyHolder key = new GeneratedKeyHolder();
        batches.update(INSERT, ProfileRows.parameters(profile), key, new String[] {"id"});
        long id = Optional.ofNullable(key.getKey()).orElseThrow().longValue();
        attach(id, profile.attachments());
        return id;
    }

    /** Stores the next version; false where another one was stored in between. */
    boolean update(BridgeProfile profile) {
        if (batches.update(UPDATE, ProfileRows.parameters(profile)) == 0) {
            return false;
        }
        jdbc.sql("delete from bridge_profile_attachment where profile = :id")
                .param("id", profile.id())
                .update();
        attach(profile.id(), profile.attachments());
        return true;
    }

    /** Deletes a profile that is not applied; false where it is, or is gone. */
    boolean delete(long id) {
        return jdbc.sql("delete from bridge_profile where id = :id and applied_job is null")
                        .param("id", id)
                        .update()
                == 1;
    }

    boolean mark(long id, Applied applied) {
        return jdbc.sql("update bridge_profile set applied_job = :job, applied_version = :version,"
                                + " applied_until = :until where id = :id")
                        .param("id", id)
                        .param("job", applied.job())
                        .param("version", applied.version())
                        .param(
                                "until",
                                applied.until()
                                        .map(instant -> instant.atOffset(ZoneOffset.UTC))
                                        .orElse(null),
                                Types.TIMESTAMP_WITH_TIMEZONE)
                        .update()
                == 1;
    }

    /** Takes the mark of that job away; another job's stays. */
    void clear(long id, long job) {
        jdbc.sql("update bridge_profile set applied_job = null, applied_version = null, applied_until = null"
                        + " where id = :id and applied_job = :job")
                .param("id", id)
                .param("job", job)
                .update();
    }

    private void attach(long profile, List<Attachment> attachments) {
        batches.batchUpdate(
                ATTACH,
                IntStream.range(0, attachments.size())
                        .mapToObj(position -> ProfileRows.parameters(profile, position, attachments.get(position)))
                        .toArray(SqlParameterSource[]::new));
    }
}
