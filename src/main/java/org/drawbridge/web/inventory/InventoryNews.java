package org.drawbridge.web.inventory;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.drawbridge.inventory.HostLinkChanged;
import org.drawbridge.inventory.InventorySynchronised;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Counts what became new in the inventory, so that a page can be told whether it shows something old. */
@Component
public class InventoryNews {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long number;
    private boolean over;

    /** Begins with the time, so that a page of the console before its restart counts as old. */
    InventoryNews(Clock clock) {
        this.number = clock.millis();
    }

    /** The number of what is known now. */
    public long number() {
        lock.lock();
        try {
            return number;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until there is something else than what was seen, until that time is over, or until the console stops.
     *
     * @return the number of what is known then
     */
    long await(long seen, Duration within) throws InterruptedException {
        long left = within.toNanos();
        lock.lock();
        try {
            while (number == seen && !over && left > 0) {
                left = changed.awaitNanos(left);
            }
            return number;
        } finally {
            lock.unlock();
        }
    }

    boolean isOver() {
        lock.lock();
        try {
            return over;
        } finally {
            lock.unlock();
        }
    }

    @EventListener
    void follow(InventorySynchronised synchronised) {
        if (!synchronised.result().nothingChanged()) {
            tell(false);
        }
    }

    @EventListener
    void follow(HostLinkChanged link) {
        tell(false);
    }

    @EventListener(ContextClosedEvent.class)
    void end() {
        tell(true);
    }

    private void tell(boolean last) {
        lock.lock();
        try {
            number++;
            over |= last;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
