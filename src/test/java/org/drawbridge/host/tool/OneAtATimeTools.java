package org.drawbridge.host.tool;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.drawbridge.host.tool.StandInTools.Played;

/**
 * The same as {@link StandInTools} for callers that call one program after the other, in a few milliseconds each: nothing is
 * made anew for a call, and the program starts others only to hand bytes on.
 */
public final class OneAtATimeTools implements AutoCloseable {

    private static final String SCRIPT = """
            #!/bin/sh
            # Hands a call over to the test and plays its answer.
            set -u
            spool=SPOOL
            printf '%s\\0' "${0##*/}" "$@" >"$spool/argv"
            case $0 in
              */qvm-run) cat >"$spool/input" ;;
              *) : >"$spool/input" ;;
            esac
            echo call >"$spool/calls"
            read -r code <"$spool/exit"
            [ ! -s "$spool/output" ] || cat "$spool/output"
            [ ! -s "$spool/errors" ] || cat "$spool/errors" >&2
            exit "$code"
            """;

    private final Path folder;
    private final Path spool;
    private final StandInTools.Calls calls;
    private final RandomAccessFile queue;
    private final RandomAccessFile exit;

    private OneAtATimeTools(
            Path folder, Path spool, StandInTools.Calls calls, RandomAccessFile queue, RandomAccessFile exit) {
        this.exit = exit;
        this.folder = folder;
        this.spool = spool;
        this.calls = calls;
        this.queue = queue;
    }

    /** Makes the folder with those programs in it. */
    public static OneAtATimeTools in(Path folder, List<String> programs, StandInTools.Calls calls) throws IOException {
        Path spool = Files.createDirectories(folder.resolve("spool"));
        fifo(spool.resolve("calls"));
        fifo(spool.resolve("exit"));
        for (String program : programs) {
            StandInTools.script(folder.resolve(program), SCRIPT.replace("SPOOL", spool.toString()));
        }
        OneAtATimeTools tools =
                new OneAtATimeTools(folder, spool, calls, open(spool.resolve("calls")), open(spool.resolve("exit")));
        Thread.ofPlatform().daemon().start(tools::serve);
        return tools;
    }

    private static void fifo(Path path) throws IOException {
        try {
            if (new ProcessBuilder("mkfifo", path.toString()).start().waitFor() != 0) {
                throw new IOException("No FIFO can be made here");
            }
        } catch (InterruptedException exception) {
            throw new IOException(exception);
        }
    }

    /** Open for both ways, it never comes to its end between two calls. */
    private static RandomAccessFile open(Path fifo) throws IOException {
        return new RandomAccessFile(fifo.toFile(), "rw");
    }

    public Path folder() {
        return folder;
    }

    private void serve() {
        try {
            BufferedReader lines = new BufferedReader(
                    new InputStreamReader(Channels.newInputStream(queue.getChannel()), StandardCharsets.UTF_8));
            while (lines.readLine() != null) {
                answer();
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void answer() throws IOException {
        String words = Files.readString(spool.resolve("argv"));
        List<String> argv = List.of(words.substring(0, words.length() - 1).split("\0", -1));
        Played played = play(argv, Files.readAllBytes(spool.resolve("input")));
        Files.write(spool.resolve("output"), played.output());
        Files.write(spool.resolve("errors"), played.errors());
        exit.write((played.exit() + "\n").getBytes(StandardCharsets.US_ASCII));
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
        exit.close();
    }
}
