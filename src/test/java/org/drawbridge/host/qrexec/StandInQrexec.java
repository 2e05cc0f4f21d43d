package org.drawbridge.host.qrexec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostLink;
import org.drawbridge.host.Release;
import org.drawbridge.host.RescueDesk;
import org.drawbridge.host.adminapi.Qubesd;
import org.drawbridge.host.lab.Lab;
import org.drawbridge.host.lab.StandIn;
import org.drawbridge.host.lab.StandInCalls;
import org.drawbridge.host.lab.StandInQubesd;
import org.drawbridge.host.tool.StandInTools;
import org.drawbridge.name.QubeName;
import tools.jackson.databind.json.JsonMapper;

/**
 * The host of a console in a management qube: a stand-in client of qrexec that keeps the policy of the package, the real agent,
 * and behind both a qubesd and tools that are moved by a lab.
 */
public final class StandInQrexec implements AutoCloseable {

    static final QubeName CONSOLE = QubeName.of("drawbridge-console");

    private static final Path PROGRAMS = Path.of("src/test/python").toAbsolutePath();
    private static final Path POLICY = Path.of("src/agent/30-drawbridge.policy").toAbsolutePath();

    private final Path folder;
    private final StandIn standIn;
    private final StandInQubesd answers;
    private final Qubesd qubesd;
    private final StandInTools tools;
    private final Path answersOfPeople;
    private final QrexecHost host;
    private final AgentRescueDesk desk;
    private final QrexecLink link;

    private StandInQrexec(Path folder, Release release) throws IOException {
        this.folder = folder;
        this.standIn = new StandIn(folder.resolve("lab"), release);
        this.answers = new StandInQubesd(standIn);
        Path socket = folder.resolve("qubesd.sock");
        this.qubesd = Qubesd.answering(socket, answers);
        this.tools = StandInTools.in(
                Files.createDirectory(folder.resolve("tools")), StandInCalls.PROGRAMS, new StandInCalls(standIn));
        this.answersOfPeople = Files.writeString(folder.resolve("asked"), "allow\n");
        Path client = folder.resolve("qrexec-client-vm");
        StandInTools.script(
                client,
                "#!/bin/sh\nexec python3 -E -S " + PROGRAMS.resolve("qrexec_client_vm.py") + " " + standIn.dom0() + " "
                        + socket + " " + tools.folder() + " " + POLICY + " " + answersOfPeople + " " + CONSOLE
                        + " \"$@\"\n");
        QrexecConfiguration configuration = new QrexecConfiguration();
        CallBook book = configuration.callBook(Clock.systemUTC());
        QrexecClient qrexec = configuration.qrexecClient(new QrexecProperties(client.toString()), book);
        Agent agent = new Agent(qrexec, CONSOLE, JsonMapper.shared());
        this.host = configuration.qrexecHost(qrexec, agent);
        this.desk = configuration.agentRescueDesk(agent);
        this.link = configuration.qrexecLink(qrexec, book, host, desk);
    }

    /** One on a fresh lab, in a folder of a short name: a socket's path has 108 bytes at most. */
    public static StandInQrexec of(Release release) {
        try {
            return new StandInQrexec(Files.createTempDirectory("qrx"), release);
        } catch (IOException exception) {
            throw new AssertionError(exception);
        }
    }

    public Host host() {
        return host;
    }

    public RescueDesk desk() {
        return desk;
    }

    /** The client of qrexec, for a console of a test's own. */
    public Path client() {
        return folder.resolve("qrexec-client-vm");
    }

    HostLink link() {
        return link;
    }

    /** What is underneath. */
    public Lab lab() {
        standIn.lookAtFiles();
        return standIn.lab();
    }

    /** A person in dom0 tags qubes as ones that Drawbridge may change. */
    public void tag(String... qubes) {
        Stream.of(qubes).map(QubeName::of).forEach(standIn::tag);
    }

    /** From now on the person in dom0 does not agree. */
    public void refuseQuestions() throws IOException {
        Files.writeString(answersOfPeople, "deny\n");
    }

    /** The questions that the person in dom0 was asked, each with the answer after it. */
    public List<String> questions() throws IOException {
        List<String> lines = Files.readAllLines(answersOfPeople);
        return lines.subList(1, lines.size());
    }

    @Override
    public void close() throws IOException {
        answers.endEvents();
        qubesd.close();
        tools.close();
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> paths = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : paths) {
                Files.deleteIfExists(path);
            }
        }
    }
}
