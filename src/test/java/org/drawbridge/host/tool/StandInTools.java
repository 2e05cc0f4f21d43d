package org.drawbridge.host.tool;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** A folder of small programs, each of which hands what it was called with to the test and plays the answer. */
public final class StandInTools implements AutoCloseable {

    private static final String SCRIPT = """
            #!/bin/sh
            # Hands a call over to the test and plays its answer.
            set -eu
            spool=SPOOL
            call=$(mktemp -d "$spool/call.XXXXXX")
            printf '%s\\0' "${0##*/}" "$@" >"$call/argv"
            cat >"$call/input"
            mkfifo "$call/exit"
            echo "$call" >"$spool/calls"
            read -r code <"$call/exit"
            cat "$call/output"
            cat "$call/errors" >&2
            exit "$code"
            """;

    private final Path folder;
    private final Calls calls;
    private final RandomAccessFile queue;

    private StandInTools(Path folder, Calls calls, RandomAccessFile queue) {
        this.folder = folder;
        this.calls = calls;
        this.queue = queue;
    }

    /** Makes the folder with those programs in it. */
    public static StandInTools in(Path folder, List<String> programs, Calls calls) throws IOException {
        Path spool = Files.createDirectories(folder.resolve("spool"));
        Path queue = spool.resolve("calls");
        try {
            if (new ProcessBuilder("mkfifo", queue.toString()).start().waitFor() != 0) {
                throw new IOException("No FIFO can be made here");
            }
        } catch (InterruptedException exception) {
            throw new IOException(exception);
        }
        for (String program : programs) {
            script(folder.resolve(program), SCRIPT.replace("SPOOL", spool.toString()));
        }
        // Open for both, it neither waits for the first caller nor ends with the last.
        StandInTools tools = new StandInTools(folder, calls, new RandomAccessFile(queue.toFile(), "rw"));
        Thread.ofPlatform().daemon().start(tools::serve);
        return tools;
    }

    /** Makes one program of a text of its own. */
    public static void script(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    public Path folder() {
        return folder;
    }

    private void serve() {
        try {
            BufferedReader lines = new BufferedReader(
                    new InputStreamReader(Channels.newInputStream(queue.getChannel()), StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Path call = Path.of(line);
                Thread.ofPlatform().daemon().start(() -> answer(call));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void answer(Path call) {
        try {
            String words = Files.readString(call.resolve("argv"));
            List<String> argv = List.of(words.substring(0, words.length() - 1).split("\0", -1));
            Played played = play(argv, Files.readAllBytes(call.resolve("input")));
            Files.write(call.resolve("output"), played.output());
            Files.write(call.resolve("errors"), played.errors());
            Files.writeString(call.resolve("exit"), played.exit() + "\n");
        } catch (IOException gone) {
            // The caller was ended meanwhile.
        }
    }

    private Played play(List<String> argv, byte[] input) {
        try {
            return calls.answer(argv, input);
        } catch (RuntimeException | Error exception) {
            exception.printStackTrace();
            return Played.failed(70, "the stand-in broke: " + exception);
        }
    }

    @Override
    public void close() throws IOException {
        queue.close();
    }

    /** Says what a program answers. */
    @FunctionalInterface
    public interface Calls {
        Played answer(List<String> argv, byte[] input);
    }

    /** What a program does. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Played(int exit, byte[] output, byte[] errors) {

        public static Played ok(String output) {
            return new Played(0, output.getBytes(StandardCharsets.UTF_8), new byte[0]);
        }

        public static Played failed(int exit, String errors) {
            return new Played(exit, new byte[0], (errors + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
