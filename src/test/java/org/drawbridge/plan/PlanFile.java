package org.drawbridge.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A plan in a file, as the store keeps it. */
public final class PlanFile {

    private static final PlanJson JSON = new PlanJson();

    private PlanFile() {}

    public static void write(Path file, Plan plan) {
        try {
            Files.writeString(file, JSON.write(plan));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    public static Plan read(Path file) {
        try {
            return JSON.read(Files.readString(file));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
