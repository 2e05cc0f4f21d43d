package org.drawbridge.host.adminapi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.drawbridge.host.HostException;
import org.jspecify.annotations.Nullable;

/** Reads events from their stream, each {@code 1 NUL subject NUL name NUL (key NUL value NUL)* NUL}. */
final class AdminEventReader {

    /** The most that one event may take, in bytes. */
    static final int EVENT_LIMIT = 256 * 1024;

    private final AdminCall call;
    private final InputStream stream;
    private int budget;

    AdminEventReader(AdminCall call, InputStream stream) {
        this.call = call;
        this.stream = stream;
    }

    /**
     * The next event, or nothing at the end.
     *
     * @throws HostException.BadAnswer when the stream is not what the protocol allows, or ends within an event
     * @throws HostException.Declined when the stream is an exception instead, with the server's words
     */
    Optional<AdminEvent> next() throws IOException {
        budget = EVENT_LIMIT;
        @Nullable String begin = field();
        if (begin == null) {
            return Optional.empty();
        }
        if (begin.equals("2")) {
            throw failure();
        }
        if (!begin.equals("1")) {
            throw AdminAnswerParser.bad(call, "an event does not begin with 1");
        }
        String subject = required();
        String name = required();
        if (name.isEmpty()) {
            throw AdminAnswerParser.bad(call, "an event has no name");
        }
        SortedMap<String, String> values = new TreeMap<>();
        for (String key = required(); !key.isEmpty(); key = required()) {
            values.put(key, required());
        }
        return Optional.of(new AdminEvent(subject, name, values));
    }

    private HostException failure() throws IOException {
        String type = required();
        required();
        return AdminClient.error(call, new AdminAnswer.Failed(type, required()));
    }

    private String required() throws IOException {
        @Nullable String field = field();
        if (field == null) {
            throw AdminAnswerParser.bad(call, "it ends in the middle of an event");
        }
        return field;
    }

    /** What comes before the next NUL; null at the end of the stream. */
    private @Nullable String field() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int each = stream.read(); each != 0; each = stream.read()) {
            if (each < 0) {
                if (bytes.size() == 0) {
                    return null;
                }
                throw AdminAnswerParser.bad(call, "it ends in the middle of an event");
            }
            if (--budget < 0) {
                throw AdminAnswerParser.bad(call, "an event is longer than " + EVENT_LIMIT + " bytes");
            }
            bytes.write(each);
        }
        return AdminAnswerParser.text(call, bytes.toByteArray());
    }
}
