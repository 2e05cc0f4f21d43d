package org.drawbridge.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.drawbridge.name.Sha256;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of tokens. */
final class TokenRows {

    private final JdbcClient jdbc;

    TokenRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<ApiToken> all() {
        return jdbc.sql("select * from account_token order by id desc")
                .query((row, number) -> token(row))
                .list();
    }

    Optional<ApiToken> byId(long id) {
        return jdbc.sql("select * from account_token where id = :id")
                .param("id", id)
                .query((row, number) -> token(row))
                .optional();
    }

    Optional<ApiToken> byHash(Sha256 hash) {
        return jdbc.sql("select * from account_token where hash = :hash")
                .param("hash", hash.hex())
                .query((row, number) -> token(row))
                .optional();
    }

    void insert(
            String name,
            String prefix,
            Sha256 hash,
            Role role,
            Instant now,
            String createdBy,
            @Nullable Instant expiresAt) {
        jdbc.sql(
                        "insert into account_token (name, prefix, hash, role, created_at, created_by, expires_at)"
                                + " values (:name, :prefix, :hash, :role, :now, :createdBy, cast(:expiresAt as timestamp with time zone))")
                .param("name", name)
                .param("prefix", prefix)
                .param("hash", hash.hex())
                .param("role", role.word())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("createdBy", createdBy)
                .param("expiresAt", expiresAt == null ? null : expiresAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** False if it was revoked before, or is not there. */
    boolean revoke(long id, Instant now) {
        return jdbc.sql("update account_token set revoked_at = :now where id = :id and revoked_at is null")
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("id", id)
                        .update()
                == 1;
    }

    void used(long id, Instant now) {
        jdbc.sql("update account_token set last_used_at = :now where id = :id")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    private static ApiToken token(ResultSet row) throws SQLException {
        return new ApiToken(
                row.getLong("id"),
                row.getString("name"),
                row.getString("prefix"),
                Role.of(row.getString("role")).orElse(Role.VIEWER),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("created_by"),
                PersonRows.moment(row, "expires_at"),
                PersonRows.moment(row, "last_used_at"),
                PersonRows.moment(row, "revoked_at"));
    }
}
