package org.drawbridge.stock;

import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Where reviews are kept, whole. */
@Component
final class ReviewTable {

    private final JdbcClient jdbc;

    private final JsonMapper mapper = JsonMapper.builder().build();

    ReviewTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(RestoreReview review) {
        jdbc.sql("insert into restore_review (id, created_at, document) values (:id, :created, :document)")
                .param("id", review.id())
                .param("created", review.createdAt().atOffset(ZoneOffset.UTC))
                .param("document", mapper.writeValueAsString(review))
                .update();
    }

    Optional<RestoreReview> find(UUID id) {
        return jdbc.sql("select document from restore_review where id = :id")
                .param("id", id)
                .query((row, number) -> mapper.readValue(row.getString("document"), RestoreReview.class))
                .optional();
    }
}
