package org.drawbridge.host.tool;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.drawbridge.host.HostException;
import org.drawbridge.host.OutputListener;
import org.jspecify.annotations.Nullable;

/**
 * Runs programs with an environment of their own, waits for their end, and ends them with their children when their time is up
 * or the waiting thread is interrupted.
 */
public final class ToolRunner {

    private static final int ERROR_LIMIT = 64 * 1024;

    /** Stands in the queue of lines, none of which is empty, for the end of the program. */
    private static final String WAKE = "";

    private static final Duration AFTER_END = Duration.ofSeconds(2);

    private final ToolFinder finder;

    public ToolRunner(ToolFinder finder) {
        this.finder = finder;
    }

    /**
     * Runs a program to its end; what its exit code means is for the caller to say.
     *
     * @param listener hears its lines as they come, on the calling thread
     * @throws HostException.CommandNotStarted when there is no such program, or it cannot be started
     * @throws HostException.TimedOut when its time is up or the thread is interrupted
     */
    public ToolResult run(Tool tool, OutputListener listener) {
        Process process = start(tool);
        try {
            return new Attendance(tool, process, listener).toTheEnd();
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new HostException.TimedOut("The console stopped waiting for “" + tool.title()
                    + "” and ended it. Whether it did its work is not known. Look at the host before going on.");
        } finally {
            end(process);
        }
    }

    /** Whether there is such a program. */
    public boolean has(String program) {
        return finder.find(program).isPresent();
    }

    private Process start(Tool tool) {
        Path program = finder.find(tool.program())
                .orElseThrow(() -> new HostException.CommandNotStarted("The program " + tool.program()
                        + " is not there. Install it, or name the folder that has it in drawbridge.dom0.tools."));
        ProcessBuilder builder =
                new ProcessBuilder(Stream.concat(Stream.of(program.toString()), tool.arguments().stream())
                        .toList());
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.put("LC_ALL", "C");
        environment.put("PATH", finder.searchPath());
        try {
            return builder.start();
        } catch (IOException exception) {
            throw new HostException.CommandNotStarted(
                    program + " cannot be started (" + exception.getMessage() + "). Check that file.");
        }
    }

    /** Children first are listed and then all are ended, since a child whose parent is gone is found no more. */
    private static void end(Process process) {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        close(process.getOutputStream());
        close(process.getInputStream());
        close(process.getErrorStream());
    }

    private static void close(AutoCloseable stream) {
        try {
            stream.close();
        } catch (Exception exception) {
            // The program is ended; nothing of it is missed.
        }
    }

    /** Waits for one program and takes what it says. */
    private static final class Attendance {

        private final Tool tool;
        private final Process process;
        private final OutputListener listener;
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        private final BoundedOutput output;
        private final BoundedOutput errors;

        Attendance(Tool tool, Process process, OutputListener listener) {
            this.tool = tool;
            this.process = process;
            this.listener = listener;
            Consumer<String> heard = listener.equals(OutputListener.SILENT) ? line -> {} : lines::add;
            this.output = new BoundedOutput(process.getInputStream(), tool.outputLimit(), heard);
            this.errors = new BoundedOutput(process.getErrorStream(), ERROR_LIMIT, heard);
        }

        ToolResult toTheEnd() throws InterruptedException {
            Thread out = begin("output", output);
            Thread err = begin("errors", errors);
            begin("input", this::feed);
            CompletableFuture<?> unused = process.onExit().thenRun(() -> lines.add(WAKE));
            Deadline deadline = new Deadline(tool.timeLimit());
            while (process.isAlive()) {
                @Nullable String line = lines.poll(deadline.left(), TimeUnit.NANOSECONDS);
                if (line == null) {
                    throw new HostException.TimedOut(
                            "“" + tool.title() + "” did not end within "
                                    + tool.timeLimit().toSeconds()
                                    + " s and was ended. Whether it did its work is not known. Look at the host before going on.");
                }
                tell(line);
            }
            // A child that was left behind may hold the pipes open.
            out.join(AFTER_END);
            err.join(AFTER_END);
            for (String line = lines.poll(); line != null; line = lines.poll()) {
                tell(line);
            }
            return new ToolResult(
                    process.exitValue(), output.bytes(), errors.bytes(), output.isTruncated() || errors.isTruncated());
        }

        private Thread begin(String name, Runnable work) {
            return Thread.ofPlatform()
                    .daemon()
                    .name(tool.program() + " " + name)
                    .start(work);
        }

        private void feed() {
            try (OutputStream input = process.getOutputStream()) {
                input.write(tool.input());
            } catch (IOException exception) {
                // It does not want to read more; its exit code tells whether that matters.
            }
        }

        private void tell(String line) {
            if (!line.equals(WAKE)) {
                listener.line(line);
            }
        }
    }

    /** A moment on the clock that only goes forward. */
    private static final class Deadline {

        private final long end;

        Deadline(Duration limit) {
            this.end = System.nanoTime() + limit.toNanos();
        }

        long left() {
            return Math.max(0, end - System.nanoTime());
        }
    }
}
