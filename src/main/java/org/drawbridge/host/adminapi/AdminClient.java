package org.drawbridge.host.adminapi;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.drawbridge.host.ForeignText;
import org.drawbridge.host.HostException;

/** Makes single calls, each within a time limit, with a bounded answer, and with what went wrong as a typed error. */
public final class AdminClient {

    /** How long a call that only looks or writes down may take. */
    public static final Duration LIMIT = Duration.ofSeconds(20);

    /** The most that is read of one answer, in bytes; 1,000 qubes are listed in a tenth of a megabyte. */
    public static final int ANSWER_LIMIT = 4 * 1024 * 1024;

    private static final Set<String> REFUSALS = Set.of("PermissionDenied");
    private static final String NO_SUCH_QUBE = "QubesVMNotFoundError";

    private final AdminTransport transport;
    private final Duration limit;

    public AdminClient(AdminTransport transport) {
        this(transport, LIMIT);
    }

    AdminClient(AdminTransport transport, Duration limit) {
        this.transport = transport;
        this.limit = limit;
    }

    /** What a call gives. */
    byte[] call(AdminCall call) {
        return call(call, limit);
    }

    byte[] call(AdminCall call, Duration within) {
        return switch (ask(call, within)) {
            case AdminAnswer.Done done -> done.data();
            case AdminAnswer.Failed failed -> throw error(call, failed);
            case AdminAnswer.Silent silent -> throw new HostException.Refused(transport.refusal(call));
        };
    }

    /** What a call gives, or nothing where it fails with the exception {@code absence}. */
    Optional<byte[]> find(AdminCall call, String absence) {
        return switch (ask(call, limit)) {
            case AdminAnswer.Done done -> Optional.of(done.data());
            case AdminAnswer.Failed failed -> {
                if (failed.type().equals(absence)) {
                    yield Optional.empty();
                }
                throw error(call, failed);
            }
            case AdminAnswer.Silent silent -> throw new HostException.Refused(transport.refusal(call));
        };
    }

    private AdminAnswer ask(AdminCall call, Duration within) {
        try (AdminExchange exchange = transport.begin(call)) {
            FutureTask<byte[]> reading = new FutureTask<>(() -> read(call, exchange));
            Thread.ofVirtual().name("admin-api").start(reading);
            return AdminAnswerParser.parse(call, reading.get(within.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException exception) {
            throw new HostException.TimedOut(transport.peer() + " did not answer within " + words(within) + ": "
                    + call.text() + ". Whether it was done is not known. Look at the host before going on.");
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new HostException.TimedOut("The console stopped waiting for the answer to " + call.text()
                    + ". Whether it was done is not known. Look at the host before going on.");
        } catch (ExecutionException exception) {
            throw broken(call, Objects.requireNonNull(exception.getCause()));
        }
    }

    private static byte[] read(AdminCall call, AdminExchange exchange) throws IOException {
        try (InputStream answer = exchange.answer()) {
            byte[] bytes = answer.readNBytes(ANSWER_LIMIT + 1);
            if (bytes.length > ANSWER_LIMIT) {
                throw AdminAnswerParser.bad(call, "it is longer than " + ANSWER_LIMIT + " bytes");
            }
            return bytes;
        }
    }

    private HostException broken(AdminCall call, Throwable cause) {
        return switch (cause) {
            case HostException told -> told;
            case IOException broke ->
                new HostException.Unreachable("The connection to " + transport.peer() + " broke during " + call.text()
                        + " (" + broke.getMessage() + "). Whether it was done is not known. Look at the host before"
                        + " going on.");
            default -> throw new IllegalStateException(cause);
        };
    }

    static HostException error(AdminCall call, AdminAnswer.Failed failed) {
        if (failed.type().equals(NO_SUCH_QUBE) && !call.destination().isDom0()) {
            return new HostException.NoSuchQube(call.destination());
        }
        String said = failed.message().isBlank() ? "it gave no reason" : ForeignText.oneLine(failed.message());
        String sentence = "qubesd declined " + call.text() + ": " + said + " (" + failed.type() + ").";
        return REFUSALS.contains(failed.type())
                ? new HostException.Refused(sentence)
                : new HostException.Declined(sentence);
    }

    private static String words(Duration duration) {
        return duration.toMillis() < 1000 ? duration.toMillis() + " ms" : duration.toSeconds() + " s";
    }
}
