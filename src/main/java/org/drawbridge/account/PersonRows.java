package org.drawbridge.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of users. */
final class PersonRows {

    private final JdbcClient jdbc;

    PersonRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes everyone who changes users wait for each other until the transaction ends. */
    void lock() {
        jdbc.sql("select id from account_state where id = 1 for update")
                .query(Long.class)
                .single();
    }

    /** Notes that the console has begun; true only the very first time. */
    boolean begin(Instant now) {
        return jdbc.sql("update account_state set begun_at = :now where id = 1 and begun_at is null")
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    List<Person> all() {
        return jdbc.sql("select * from account_user order by name")
                .query((row, number) -> person(row))
                .list();
    }

    Optional<Person> byName(String name) {
        return jdbc.sql("select * from account_user where name = :name")
                .param("name", name)
                .query((row, number) -> person(row))
                .optional();
    }

    Optional<Person> byId(long id) {
        return jdbc.sql("select * from account_user where id = :id")
                .param("id", id)
                .query((row, number) -> person(row))
                .optional();
    }

    /** The hash of someone's password. */
    Optional<String> password(String name) {
        return jdbc.sql("select password from account_user where name = :name")
                .param("name", name)
                .query((row, number) -> row.getString(1))
                .optional();
    }

    void insert(String name, String hash, Role role, Instant now) {
        jdbc.sql("insert into account_user (name, password, role, enabled, version, created_at)"
                        + " values (:name, :hash, :role, true, 1, :now)")
                .param("name", name)
                .param("hash", hash)
                .param("role", role.word())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void change(long id, Role role, boolean enabled) {
        jdbc.sql("update account_user set role = :role, enabled = :enabled, version = version + 1 where id = :id")
                .param("role", role.word())
                .param("enabled", enabled)
                .param("id", id)
                .update();
    }

    void changePassword(long id, String hash) {
        jdbc.sql("update account_user set password = :hash, version = version + 1 where id = :id")
                .param("hash", hash)
                .param("id", id)
                .update();
    }

    void loggedIn(long id, Instant now) {
        jdbc.sql("update account_user set last_login_at = :now where id = :id")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    /** A moment from a column that may be empty. */
    static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static Person person(ResultSet row) throws SQLException {
        return new Person(
                row.getLong("id"),
                row.getString("name"),
                Role.of(row.getString("role")).orElse(Role.VIEWER),
                row.getBoolean("enabled"),
                row.getLong("version"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                moment(row, "last_login_at"));
    }
}
