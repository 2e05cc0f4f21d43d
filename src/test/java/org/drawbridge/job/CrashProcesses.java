package org.drawbridge.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Starts processes that work on crash tasks, two at once and many folders each. */
final class CrashProcesses {

    private static final int AT_ONCE = 2;

    private static final int FOLDERS = 40;

    private int number;

    /** Waits until every process is gone, at its points or at its end. */
    void run(Path folder, List<CrashTask> tasks) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<?>> ends = new ArrayList<>();
            for (int from = 0; from < tasks.size(); from += FOLDERS) {
                List<CrashTask> some = tasks.subList(from, Math.min(tasks.size(), from + FOLDERS));
                Path file = folder.resolve("tasks-" + number++);
                Files.write(file, some.stream().map(CrashTask::line).toList());
                ends.add(threads.submit(() -> run(file)));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        }
    }

    private static Void run(Path file) throws IOException, InterruptedException {
        Path said = file.resolveSibling(file.getFileName() + ".said");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx400m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashProcess.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        int code = process.waitFor();
        assertThat(code).as(Files.readString(said)).isEqualTo(CrashProcess.HALTED);
        return null;
    }
}
