package org.drawbridge.host.dom0;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.drawbridge.host.ForeignText;
import org.drawbridge.host.HostLink;
import org.drawbridge.host.Release;
import org.drawbridge.host.ReleaseText;
import org.drawbridge.host.tool.ToolFinder;

/** The link of a console in dom0: a socket, tools and files, with no policy in between. */
final class Dom0Link implements HostLink {

    /** What plans, jobs and the care for stock packages run, beside the tools that all releases need. */
    private static final List<String> OF_DOM0 = List.of("rpm", "qubes-dom0-update", "systemctl");

    private final Dom0Properties properties;
    private final ReleaseFile release;
    private final ToolFinder finder;

    Dom0Link(Dom0Properties properties, ReleaseFile release, ToolFinder finder) {
        this.properties = properties;
        this.release = release;
        this.finder = finder;
    }

    @Override
    public List<Fact> facts() {
        ReleaseText.Reading reading = release.read();
        boolean old = reading.release().filter(Release.R2B2::equals).isPresent();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                "The release",
                reading.release().map(Release::label).orElse("unknown"),
                reading.evidence()
                        + (reading.release().isPresent()
                                ? "."
                                : ". If it is one of R2B2, R4.1, R4.2 and R4.3, set drawbridge.dom0.release."),
                reading.release().isPresent()));
        facts.add(old ? noApi() : socket());
        facts.add(new Fact(
                "dom0's files are under", properties.root().toString(), "", Files.isDirectory(properties.root())));
        Dom0Host.tools(reading.release().orElse(Release.R4_2)).map(this::tool).forEach(facts::add);
        OF_DOM0.stream().map(this::tool).forEach(facts::add);
        return facts;
    }

    private static Fact noApi() {
        return new Fact("qubesd", "none on this release", "The tools do what the Admin API does on later ones.", true);
    }

    private Fact socket() {
        Path socket = properties.qubesdSocket();
        boolean there = Files.exists(socket);
        return new Fact(
                "qubesd listens at",
                socket.toString(),
                there ? "" : "The socket is not there. Start qubesd, or set drawbridge.dom0.qubesd-socket.",
                there);
    }

    private Fact tool(String name) {
        return finder.find(name)
                .map(file -> new Fact("The tool " + name, ForeignText.oneLine(file.toString()), "", true))
                .orElseGet(() -> new Fact(
                        "The tool " + name,
                        "not found",
                        "Install it in dom0, or name its folder in drawbridge.dom0.tools.",
                        false));
    }
}
