package org.drawbridge.host.tool;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Reads a stream to its end, keeps as much of it as may be kept, and hands on each line of that as it comes. */
final class BoundedOutput implements Runnable {

    private static final int LONGEST_LINE = 8192;

    private final InputStream stream;
    private final int limit;
    private final Consumer<String> lines;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean truncated;

    BoundedOutput(InputStream stream, int limit, Consumer<String> lines) {
        this.stream = stream;
        this.limit = limit;
        this.lines = lines;
    }

    @Override
    public void run() {
        byte[] buffer = new byte[8192];
        try {
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                take(buffer, read);
            }
        } catch (IOException closed) {
            // Whoever ended the program closed its output too; what came until then counts.
        }
        endLine();
    }

    private synchronized void take(byte[] buffer, int read) {
        int room = Math.min(read, limit - kept.size());
        kept.write(buffer, 0, room);
        truncated |= room < read;
        for (int at = 0; at < room; at++) {
            if (buffer[at] == '\n') {
                endLine();
            } else if (line.size() < LONGEST_LINE) {
                line.write(buffer[at]);
            }
        }
        if (truncated) {
            endLine();
        }
    }

    private void endLine() {
        if (line.size() > 0) {
            lines.accept(line.toString(StandardCharsets.UTF_8));
            line.reset();
        }
    }

    synchronized byte[] bytes() {
        return kept.toByteArray();
    }

    synchronized boolean isTruncated() {
        return truncated;
    }
}
