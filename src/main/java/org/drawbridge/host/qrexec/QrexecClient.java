package org.drawbridge.host.qrexec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.drawbridge.host.HostException;
import org.drawbridge.host.adminapi.AdminExchange;
import org.drawbridge.host.tool.ToolFinder;
import org.drawbridge.name.QubeName;

/** Calls qrexec services of other qubes and of dom0, each by a process of its own. */
final class QrexecClient {

    private static final String USUAL_PATH = "/usr/lib/qubes:/usr/sbin:/usr/bin:/sbin:/bin";

    private static final int BUFFER = 64 * 1024;

    private final String program;
    private final CallBook book;

    /** @param program the client's name or path */
    QrexecClient(String program, CallBook book) {
        this.program = program;
        this.book = book;
    }

    String program() {
        return program;
    }

    /** The program's file. */
    Optional<Path> file() {
        return ToolFinder.of(null, System.getenv("PATH")).find(program);
    }

    /**
     * Prepares a call; nothing is sent before its answer is read.
     *
     * @param service the service, and its argument after a {@code +}
     */
    AdminExchange begin(QubeName target, String service, byte[] input) {
        return new Call(target, service, input);
    }

    /** One call under way. */
    private final class Call implements AdminExchange {

        private final QubeName target;
        private final String service;
        private final byte[] input;
        private final Running running = new Running();
        private volatile boolean closed;

        Call(QubeName target, String service, byte[] input) {
            this.target = target;
            this.service = service;
            this.input = input.clone();
        }

        @Override
        public InputStream answer() throws IOException {
            Process process = start();
            running.is(process);
            if (closed) {
                close();
                throw new IOException("it was ended");
            }
            PipedInputStream answer = new PipedInputStream(BUFFER);
            PipedOutputStream pump = new PipedOutputStream(answer);
            begin("input", () -> feed(process));
            begin("answer", () -> pump(process, pump));
            return new NotedStream(answer, any -> book.went(service, target, any));
        }

        private Process start() {
            ProcessBuilder builder =
                    new ProcessBuilder(program, target.value(), service).redirectError(ProcessBuilder.Redirect.DISCARD);
            Map<String, String> environment = builder.environment();
            String path = environment.getOrDefault("PATH", USUAL_PATH);
            environment.clear();
            environment.put("LC_ALL", "C");
            environment.put("PATH", path);
            try {
                return builder.start();
            } catch (IOException exception) {
                throw new HostException.Unreachable(
                        program + " cannot be started (" + exception.getMessage()
                                + "). Run the console in a qube that has qrexec, or name the client in drawbridge.qrexec.client.");
            }
        }

        /** Reading from a program holds up a whole thread, so these are no virtual ones. */
        private void begin(String name, Runnable work) {
            Thread.ofPlatform().daemon().name("qrexec " + name).start(work);
        }

        private void pump(Process process, PipedOutputStream pump) {
            byte[] buffer = new byte[BUFFER];
            try (pump;
                    InputStream in = process.getInputStream()) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    pump.write(buffer, 0, read);
                    pump.flush();
                }
            } catch (IOException exception) {
                // Either side is gone, and the other finds its stream ended.
            }
        }

        private void feed(Process process) {
            try (OutputStream out = process.getOutputStream()) {
                out.write(input);
            } catch (IOException exception) {
                // It does not want to read more; its answer tells whether that matters.
            }
        }

        @Override
        public void close() {
            closed = true;
            running.end();
        }
    }

    /** The process of a call, once there is one. */
    private static final class Running {

        private Optional<Process> running = Optional.empty();

        synchronized void is(Process process) {
            running = Optional.of(process);
        }

        /** Ends it with its children: those are listed first, since a child whose parent is gone is found no more. */
        synchronized void end() {
            running.ifPresent(process -> Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                    .toList()
                    .forEach(ProcessHandle::destroyForcibly));
        }
    }
}
