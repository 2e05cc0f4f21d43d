package org.drawbridge.host;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Does the same for many, a few at once, and gives the results in their order. */
public final class InParallel {

    private InParallel() {}

    /**
     * The results for all.
     *
     * @throws HostException the first that one of them threw; the rest is not begun then
     */
    public static <T, R> List<R> map(int atOnce, Collection<T> all, Function<T, R> work) {
        ExecutorService threads = Executors.newFixedThreadPool(
                atOnce, Thread.ofVirtual().name("host-", 0).factory());
        try {
            List<Future<R>> futures = new ArrayList<>();
            all.forEach(each -> futures.add(threads.submit(() -> work.apply(each))));
            List<R> results = new ArrayList<>();
            for (Future<R> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new HostException.TimedOut("The console stopped reading the qubes. Nothing was changed.");
        } catch (ExecutionException exception) {
            if (Objects.requireNonNull(exception.getCause()) instanceof HostException told) {
                throw told;
            }
            throw new IllegalStateException(exception.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
