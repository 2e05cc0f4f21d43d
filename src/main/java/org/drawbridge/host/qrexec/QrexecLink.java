package org.drawbridge.host.qrexec;

import java.util.List;
import java.util.stream.Stream;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostLink;
import org.drawbridge.name.QubeName;

/** The console's link to dom0: what its policy lets through, as the calls went. */
final class QrexecLink implements HostLink {

    private final QubeName console;
    private final CallBook book;
    private final QrexecHost host;
    private final AgentRescueDesk desk;

    QrexecLink(QubeName console, CallBook book, QrexecHost host, AgentRescueDesk desk) {
        this.console = console;
        this.book = book;
        this.host = host;
        this.desk = desk;
    }

    @Override
    public QubeName console() {
        return console;
    }

    @Override
    public List<Call> calls() {
        return QrexecPolicy.RULES.stream()
                .map(rule -> new Call(rule.line(console), rule.why(), book.last(rule)))
                .toList();
    }

    @Override
    public void check() {
        Stream.<Runnable>of(host::status, host::qubes, desk::kits).forEach(QrexecLink::attempt);
    }

    /** What went wrong is in the book. */
    private static void attempt(Runnable look) {
        try {
            look.run();
        } catch (HostException exception) {
            // The call was noted where it was made.
        }
    }
}
