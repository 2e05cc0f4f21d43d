package org.drawbridge.host.qrexec;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostLink;
import org.drawbridge.host.Release;
import org.drawbridge.name.QubeName;

/** The link of a console in a management qube: what dom0's policy lets through, as the calls went. */
final class QrexecLink implements HostLink {

    private final QubeName console;
    private final QrexecClient client;
    private final CallBook book;
    private final QrexecHost host;
    private final AgentRescueDesk desk;

    QrexecLink(QubeName console, QrexecClient client, CallBook book, QrexecHost host, AgentRescueDesk desk) {
        this.console = console;
        this.client = client;
        this.book = book;
        this.host = host;
        this.desk = desk;
    }

    @Override
    public List<Fact> facts() {
        Optional<Path> program = client.file();
        return List.of(
                new Fact("This qube", console.value(), "The source in each line of the policy.", true),
                program.map(file -> new Fact("The client of qrexec", file.toString(), "", true))
                        .orElseGet(() -> new Fact(
                                "The client of qrexec",
                                client.program(),
                                "It is not there. A qube of Qubes has it; or name it in drawbridge.qrexec.client.",
                                false)),
                release());
    }

    private Fact release() {
        String what = "The release";
        return host.lastRelease()
                .map(reading -> new Fact(
                        what,
                        reading.release().map(Release::label).orElse("unknown"),
                        reading.evidence() + ", as the agent in dom0 told.",
                        reading.release().isPresent()))
                .orElseGet(() ->
                        new Fact(what, "unknown", "The agent in dom0 was not heard since the console started.", false));
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
