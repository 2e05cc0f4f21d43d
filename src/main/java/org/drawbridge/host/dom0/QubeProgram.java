package org.drawbridge.host.dom0;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The small programs that are run in a qube, in the language of every shell there. */
enum QubeProgram {
    READ,
    LIST,
    WRITE,
    DELETE,
    LINKS;

    /** How it is called with these arguments. */
    List<String> argv(List<String> arguments) {
        List<String> argv = new ArrayList<>(List.of("sh", "-c", text(), "drawbridge"));
        argv.addAll(arguments);
        return argv;
    }

    String text() {
        String resource = "/qube/" + name().toLowerCase(Locale.ROOT) + ".sh";
        try (InputStream in = Objects.requireNonNull(QubeProgram.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
