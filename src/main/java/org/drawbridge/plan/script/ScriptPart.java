package org.drawbridge.plan.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The parts of a script that are the same for every plan. */
enum ScriptPart {
    COMMON("/script/common.sh"),
    R2("/script/r2.sh"),
    R4("/script/r4.sh"),
    READ("/qube/read.sh"),
    WRITE("/qube/write.sh"),
    DELETE("/qube/delete.sh"),
    LINKS("/qube/links.sh");

    private final String resource;

    ScriptPart(String resource) {
        this.resource = resource;
    }

    List<String> lines() {
        try (InputStream in = Objects.requireNonNull(ScriptPart.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
