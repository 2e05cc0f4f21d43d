package org.drawbridge.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/**
 * A process that works on many folders, each as a console of its own, until every one is done or stands still at its point; then
 * it is gone from one moment to the next.
 */
final class CrashProcess {

    /** With this code the process halts where all went as it should. */
    static final int HALTED = 77;

    private static final int AT_ONCE = 2;

    private CrashProcess() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<CrashTask> tasks = Files.readAllLines(Path.of(arguments[0])).stream()
                .map(CrashTask::parse)
                .toList();
        CountDownLatch open = new CountDownLatch(tasks.size());
        Semaphore places = new Semaphore(AT_ONCE);
        for (CrashTask task : tasks) {
            places.acquire();
            Runnable through = () -> {
                open.countDown();
                places.release();
            };
            Thread.ofPlatform().start(() -> {
                try {
                    task.run(new CrashPoints(task.point(), through));
                } catch (RuntimeException | Error trouble) {
                    trouble.printStackTrace();
                    Runtime.getRuntime().halt(1);
                }
                through.run();
            });
        }
        open.await();
        Runtime.getRuntime().halt(HALTED);
    }
}
