package org.drawbridge.drift;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps in which version of which package a file of dom0 was when it was last seen as it was applied. */
@Component
class PackageMemory {

    private final JdbcClient jdbc;

    PackageMemory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The package and its version, as a person reads them. */
    Optional<String> of(String artifact) {
        return jdbc.sql("select package from drift_package where artifact = :artifact")
                .param("artifact", artifact)
                .query(String.class)
                .optional();
    }

    void keep(String artifact, String words) {
        if (of(artifact).filter(words::equals).isEmpty()) {
            jdbc.sql("delete from drift_package where artifact = :artifact")
                    .param("artifact", artifact)
                    .update();
            jdbc.sql("insert into drift_package (artifact, package) values (:artifact, :package)")
                    .param("artifact", artifact)
                    .param("package", words)
                    .update();
        }
    }
}
