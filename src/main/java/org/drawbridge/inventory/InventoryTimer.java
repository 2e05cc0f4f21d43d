package org.drawbridge.inventory;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.drawbridge.audit.Actor;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostEvent;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostTouched;
import org.drawbridge.host.HostWatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Keeps the inventory as the host is, on a thread of its own: by what the host tells, of those qubes only; once the console is
 * ready, after each gap in what the host tells, and after each time that the console did something to it, as a whole.
 *
 * <p>A host that tells nothing is read as a whole again and again. Of one that does, now and then: what is inside its net qubes it
 * does not tell, and what a qube takes over from another only of the other.
 */
@Component
class InventoryTimer implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(InventoryTimer.class);

    private static final long LONGEST_END_SECONDS = 5;

    /** What happens to a qube is told in several events, one right after the other. */
    private static final long TOGETHER_MILLIS = 100;

    private static final int WHOLE_EVERY = 10;

    private final Host host;
    private final Inventory inventory;
    private final InventoryProperties properties;
    private final ScheduledThreadPoolExecutor thread;

    private final HostNews news = new HostNews();
    private final AtomicBoolean due = new AtomicBoolean();
    private HostWatch watch = HostWatch.NONE;
    private @Nullable String trouble;
    private int turns;

    InventoryTimer(Host host, Inventory inventory, InventoryProperties properties) {
        this.host = host;
        this.inventory = inventory;
        this.properties = properties;
        thread = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("inventory").factory(), new DiscardPolicy());
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        Duration every = properties.syncEvery();
        if (properties.syncOnStart()) {
            thread.execute(this::synchronise);
            watch = host.watch(this::heard);
        }
        if (every.isPositive()) {
            ScheduledFuture<?> unused = thread.scheduleWithFixedDelay(
                    this::turn, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @EventListener
    void follow(HostTouched touched) {
        thread.execute(this::synchronise);
    }

    private void heard(HostEvent event) {
        news.heard(event);
        if (event instanceof HostEvent.Lost) {
            thread.execute(() -> attempt(inventory::check));
        } else if (due.compareAndSet(false, true)) {
            ScheduledFuture<?> unused = thread.schedule(this::lookAtNews, TOGETHER_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void lookAtNews() {
        due.set(false);
        HostNews.News found = news.take();
        if (!(found instanceof HostNews.News.Some some && some.qubes().isEmpty())) {
            look(found);
        }
    }

    private void turn() {
        if (++turns % WHOLE_EVERY == 0) {
            synchronise();
        } else {
            look(news.take());
        }
    }

    private void look(HostNews.News found) {
        switch (found) {
            case HostNews.News.Everything everything -> synchronise();
            case HostNews.News.Some some -> attempt(() -> inventory.glance(some.qubes()));
        }
    }

    void synchronise() {
        attempt(() -> inventory.sync(Actor.SYSTEM));
    }

    /** Whatever happens, the next one must still come; the same trouble is told once. */
    private void attempt(Runnable look) {
        try {
            look.run();
            trouble = null;
        } catch (HostException exception) {
            news.missed();
            tell("The inventory is as old as it was: " + exception.getMessage(), null);
        } catch (RuntimeException exception) {
            news.missed();
            tell("The inventory could not be synchronised", exception);
        }
    }

    private void tell(String message, @Nullable RuntimeException cause) {
        if (!thread.isShutdown() && !message.equals(trouble)) {
            log.warn(message, cause);
            trouble = message;
        }
    }

    /** Never interrupts: a thread that is interrupted while it writes takes the store's file down with it. */
    @Override
    public void destroy() throws InterruptedException {
        watch.close();
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.shutdown();
        if (!thread.awaitTermination(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
            log.warn("A synchronisation is still waiting for the host; it is left behind.");
        }
    }
}
