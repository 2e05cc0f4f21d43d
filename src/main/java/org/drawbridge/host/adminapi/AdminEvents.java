package org.drawbridge.host.adminapi;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.drawbridge.host.HostException;
import org.drawbridge.host.Pause;
import org.drawbridge.name.QubeName;
import org.jspecify.annotations.Nullable;

/** Follows the stream of events on a thread of its own, and calls again when it breaks, until it is closed. */
public final class AdminEvents implements AutoCloseable {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final AdminTransport transport;
    private final AdminEventListener listener;
    private final Pause pause;
    private final Thread thread;
    private final AtomicReference<@Nullable AdminExchange> current = new AtomicReference<>();
    private volatile boolean closed;

    private AdminEvents(AdminTransport transport, AdminEventListener listener, Pause pause) {
        this.transport = transport;
        this.listener = listener;
        this.pause = pause;
        this.thread = Thread.ofVirtual().name("admin-events").unstarted(this::follow);
    }

    /** Begins to follow, and never fails: what goes wrong is told to the listener. */
    public static AdminEvents follow(AdminTransport transport, AdminEventListener listener, Pause pause) {
        AdminEvents events = new AdminEvents(transport, listener, pause);
        events.thread.start();
        return events;
    }

    private void follow() {
        Duration wait = SHORTEST;
        while (!closed) {
            Listening listening = new Listening();
            String reason = listening.toTheEnd();
            if (closed) {
                return;
            }
            listener.lost(reason);
            wait = listening.wasOpen ? SHORTEST : longer(wait);
            try {
                pause.pass(wait);
            } catch (InterruptedException exception) {
                return;
            }
        }
    }

    private static Duration longer(Duration wait) {
        Duration doubled = wait.multipliedBy(2);
        return doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        AdminExchange exchange = current.get();
        if (exchange != null) {
            exchange.close();
        }
    }

    /** One connection. */
    private final class Listening {

        private boolean wasOpen;

        /** Why it ended. */
        String toTheEnd() {
            AdminCall call = AdminCall.of("admin.Events", QubeName.DOM0);
            try (AdminExchange exchange = transport.begin(call)) {
                current.set(exchange);
                if (closed) {
                    return "";
                }
                read(new AdminEventReader(call, new BufferedInputStream(exchange.answer())));
                return wasOpen ? transport.peer() + " ended the stream of events." : transport.refusal(call);
            } catch (HostException exception) {
                return String.valueOf(exception.getMessage());
            } catch (IOException exception) {
                return "The stream of events of " + transport.peer() + " broke (" + exception.getMessage() + ").";
            } finally {
                current.set(null);
            }
        }

        private void read(AdminEventReader reader) throws IOException {
            for (Optional<AdminEvent> event = reader.next(); event.isPresent() && !closed; event = reader.next()) {
                if (event.get().isBeginning()) {
                    wasOpen = true;
                    listener.opened();
                } else {
                    listener.happened(event.get());
                }
            }
        }
    }
}
