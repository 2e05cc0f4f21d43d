package org.drawbridge.inventory;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import org.drawbridge.audit.Actor;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostTouched;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Synchronises the inventory once the console is ready, then again and again, and after each time that the console did something
 * to the host; on a thread of its own.
 */
@Component
class InventoryTimer implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(InventoryTimer.class);

    private static final long LONGEST_END_SECONDS = 5;

    private final Inventory inventory;
    private final InventoryProperties properties;
    private final ScheduledThreadPoolExecutor thread;

    private @Nullable String trouble;

    InventoryTimer(Inventory inventory, InventoryProperties properties) {
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
        }
        if (every.isPositive()) {
            ScheduledFuture<?> unused = thread.scheduleWithFixedDelay(
                    this::synchronise, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @EventListener
    void follow(HostTouched touched) {
        thread.execute(this::synchronise);
    }

    /** Whatever happens, the next one must still come; the same trouble is told once. */
    void synchronise() {
        try {
            inventory.sync(Actor.SYSTEM);
            trouble = null;
        } catch (HostException exception) {
            tell("The inventory is as old as it was: " + exception.getMessage(), null);
        } catch (RuntimeException exception) {
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
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.shutdown();
        if (!thread.awaitTermination(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
            log.warn("A synchronisation is still waiting for the host; it is left behind.");
        }
    }
}
