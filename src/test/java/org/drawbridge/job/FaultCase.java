package org.drawbridge.job;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.drawbridge.host.Release;
import org.drawbridge.host.lab.LabCall;
import org.drawbridge.host.lab.LabFault;

/**
 * One thing that goes wrong on the way of a job.
 *
 * @param way whether it strikes while the job is applied or while it is taken back
 * @param call which of the calls that do something it strikes, from 1
 * @param line that call as it is when nothing goes wrong
 */
record FaultCase(Release release, Way way, int call, LabCall line, LabFault.Kind kind, Span span) {

    private static final int BY_HAND = Integer.getInteger("drawbridge.faults.by-hand", 0);

    /** How long it goes on. */
    enum Span {
        /** It strikes that one call. */
        ONCE,
        /** It strikes the same call whenever it is tried again. */
        AGAIN,
        /** Nothing works any more from that call on. */
        ON
    }

    static Stream<FaultCase> all(Release release, Way way, List<LabCall> calls) {
        return IntStream.rangeClosed(1, calls.size())
                .boxed()
                .flatMap(call -> Arrays.stream(LabFault.Kind.values())
                        .flatMap(kind -> Arrays.stream(Span.values())
                                .map(span -> new FaultCase(release, way, call, calls.get(call - 1), kind, span))));
    }

    LabFault fault() {
        LabFault once = LabFault.atStep(kind, call);
        return switch (span) {
            case ONCE -> once;
            case AGAIN -> new LabFault(kind, line.text(), from(call), 1, Integer.MAX_VALUE);
            case ON -> once.lasting();
        };
    }

    /** Whether what is left is done by hand before the job goes back again. */
    boolean byHand() {
        return (call + kind.name().length() + span.name().length()) % 2 == BY_HAND;
    }

    /** All calls like this one, from the one of that number on. */
    private Predicate<LabCall> from(int number) {
        int[] seen = {0};
        return made -> {
            if (made.operation().isStep()) {
                seen[0]++;
            }
            return seen[0] >= number && made.equals(line);
        };
    }

    @Override
    public String toString() {
        return release.label() + " " + way.word() + " call " + call + " ("
                + line.text().strip() + ") " + kind.name().toLowerCase(Locale.ROOT) + " "
                + span.name().toLowerCase(Locale.ROOT);
    }
}
