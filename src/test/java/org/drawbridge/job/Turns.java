package org.drawbridge.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Lets several threads run one at a time, and changes between them where a seed says so. */
final class Turns {

    private final List<Thread> waiting = new ArrayList<>();

    private final List<Throwable> troubles = new ArrayList<>();

    private int alive;

    private @Nullable Thread turn;

    /** Runs all to their ends, each on a thread of its own. */
    void run(Random random, List<Runnable> actors) throws InterruptedException {
        alive = actors.size();
        List<Thread> threads = actors.stream()
                .map(actor -> Thread.ofPlatform().unstarted(() -> play(actor)))
                .toList();
        for (Thread thread : threads) {
            thread.start();
            await(thread);
        }
        while (choose(random)) {
            awaitRest();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (!troubles.isEmpty()) {
            throw new AssertionError("an actor failed", troubles.getFirst());
        }
    }

    /** Gives the turn away and waits for the next. */
    synchronized void pass() {
        Thread self = Thread.currentThread();
        waiting.add(self);
        turn = null;
        notifyAll();
        while (turn != self) {
            try {
                wait();
            } catch (InterruptedException exception) {
                throw new AssertionError(exception);
            }
        }
        waiting.remove(self);
    }

    private void play(Runnable actor) {
        try {
            pass();
            actor.run();
        } catch (RuntimeException | Error trouble) {
            synchronized (this) {
                troubles.add(trouble);
            }
        } finally {
            synchronized (this) {
                alive--;
                turn = null;
                notifyAll();
            }
        }
    }

    private synchronized void await(Thread thread) throws InterruptedException {
        while (!waiting.contains(thread)) {
            wait();
        }
    }

    private synchronized boolean choose(Random random) {
        if (alive == 0) {
            return false;
        }
        turn = waiting.get(random.nextInt(waiting.size()));
        notifyAll();
        return true;
    }

    private synchronized void awaitRest() throws InterruptedException {
        while (turn != null) {
            wait();
        }
    }
}
