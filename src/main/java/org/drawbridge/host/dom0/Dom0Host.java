package org.drawbridge.host.dom0;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.drawbridge.host.CommandResult;
import org.drawbridge.host.Domains;
import org.drawbridge.host.Expected;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.ForeignText;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostCommand;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostListener;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.HostStatus;
import org.drawbridge.host.HostWatch;
import org.drawbridge.host.Link;
import org.drawbridge.host.LinksText;
import org.drawbridge.host.OutputListener;
import org.drawbridge.host.Place;
import org.drawbridge.host.PropertyValue;
import org.drawbridge.host.QubeReport;
import org.drawbridge.host.Release;
import org.drawbridge.host.ReleaseText;
import org.drawbridge.host.tool.ToolResult;
import org.drawbridge.host.tool.ToolRunner;
import org.drawbridge.name.QubeName;

/** The Qubes host whose dom0 the console runs in. */
public final class Dom0Host implements Host {

    private static final int OUTPUT_LIMIT = 1024 * 1024;
    private static final Duration LOOK = Duration.ofSeconds(15);

    private final ReleaseFile releaseFile;
    private final Domains domains;
    private final ToolRunner runner;
    private final QubeShell shell;
    private final Dom0Files dom0Files;
    private final QubeFiles qubeFiles;

    Dom0Host(
            ReleaseFile releaseFile,
            Domains domains,
            ToolRunner runner,
            QubeShell shell,
            Dom0Files dom0Files,
            QubeFiles qubeFiles) {
        this.releaseFile = releaseFile;
        this.domains = domains;
        this.runner = runner;
        this.shell = shell;
        this.dom0Files = dom0Files;
        this.qubeFiles = qubeFiles;
    }

    @Override
    public HostStatus status() {
        ReleaseText.Reading reading = releaseFile.read();
        Release release = reading.release().orElse(null);
        try {
            domains.check();
            return new HostStatus("dom0", release, true, message(reading));
        } catch (HostException exception) {
            return new HostStatus("dom0", release, false, String.valueOf(exception.getMessage()));
        }
    }

    private String message(ReleaseText.Reading reading) {
        if (reading.release().isEmpty()) {
            return "The release is not known, so nothing can be planned: " + reading.evidence()
                    + ", and Drawbridge plans for R2B2, R4.1, R4.2 and R4.3. If it is one of these, set"
                    + " drawbridge.dom0.release.";
        }
        List<String> missing =
                tools(reading.release().get()).filter(tool -> !runner.has(tool)).toList();
        if (!missing.isEmpty()) {
            return "The qubes are known, but nothing can be planned without " + String.join(", ", missing)
                    + ". Install what is missing in dom0, or name its folder in drawbridge.dom0.tools.";
        }
        return "Qubes " + reading.release().get().label() + ", from inside its dom0.";
    }

    /** The tools without which nothing can be planned. */
    static Stream<String> tools(Release release) {
        return release == Release.R2B2
                ? Stream.of("qvm-run", "qvm-ls", "qvm-prefs", "qvm-service", "qvm-start", "qvm-shutdown")
                : Stream.of("qvm-run");
    }

    @Override
    public List<QubeReport> qubes() {
        return domains.qubes();
    }

    @Override
    public Optional<QubeReport> qube(QubeName name) {
        return domains.qube(name);
    }

    @Override
    public String state(QubeName qube) {
        return domains.state(qube);
    }

    @Override
    public Optional<PropertyValue> property(QubeName qube, String property) {
        return domains.property(qube, property);
    }

    @Override
    public Optional<String> feature(QubeName qube, String feature) {
        return domains.feature(qube, feature);
    }

    @Override
    public List<Link> links(QubeName qube) {
        if (qube.isDom0()) {
            return List.of();
        }
        ToolResult result = shell.run(
                qube,
                new QubeShell.Errand(
                        QubeProgram.LINKS.argv(List.of("/sys")), new byte[0], LOOK, OUTPUT_LIMIT, "look at interfaces"),
                OutputListener.SILENT);
        if (result.exit() != 0 || result.truncated()) {
            throw new HostException.BadAnswer("The interfaces of " + qube + " cannot be read: "
                    + ForeignText.oneLine(result.errorText()) + " (exit " + result.exit() + "). Look at that qube.");
        }
        return LinksText.parse(qube, result.asLines().output());
    }

    @Override
    public Optional<QubeName> updateQube() {
        return domains.updateQube();
    }

    @Override
    public void setProperty(QubeName qube, String property, String value) {
        domains.setProperty(qube, property, value);
    }

    @Override
    public void resetProperty(QubeName qube, String property) {
        domains.resetProperty(qube, property);
    }

    @Override
    public void setFeature(QubeName qube, String feature, String value) {
        domains.setFeature(qube, feature, value);
    }

    @Override
    public void removeFeature(QubeName qube, String feature) {
        domains.removeFeature(qube, feature);
    }

    @Override
    public Optional<Boolean> service(QubeName qube, String service) {
        return domains.service(qube, service);
    }

    @Override
    public void setService(QubeName qube, String service, Optional<Boolean> on) {
        domains.setService(qube, service, on);
    }

    @Override
    public void start(QubeName qube) {
        domains.start(qube);
    }

    @Override
    public void shutdown(QubeName qube) {
        domains.shutdown(qube);
    }

    @Override
    public Optional<FileImage> read(Place place, HostPath path) {
        return switch (place) {
            case Place.Dom0 dom0 -> dom0Files.read(path);
            case Place.InQube in -> qubeFiles.read(in.qube(), path);
        };
    }

    @Override
    public List<String> list(Place place, HostPath folder) {
        return switch (place) {
            case Place.Dom0 dom0 -> dom0Files.list(folder);
            case Place.InQube in -> qubeFiles.list(in.qube(), folder);
        };
    }

    @Override
    public void write(Place place, HostPath path, FileImage image, Expected expected) {
        switch (place) {
            case Place.Dom0 dom0 -> dom0Files.write(path, image, expected);
            case Place.InQube in -> qubeFiles.write(in.qube(), path, image, expected);
        }
    }

    @Override
    public void delete(Place place, HostPath path, Expected expected) {
        switch (place) {
            case Place.Dom0 dom0 -> dom0Files.delete(path, expected);
            case Place.InQube in -> qubeFiles.delete(in.qube(), path, expected);
        }
    }

    @Override
    public CommandResult run(HostCommand command, OutputListener listener) {
        String title = String.join(" ", command.argv());
        ToolResult result = switch (command.place()) {
            case Place.Dom0 dom0 -> runner.run(new HostTool.OfDom0(command), listener);
            case Place.InQube in -> shell.run(in.qube(), errand(command, title), listener);
        };
        CommandResult lines = result.asLines();
        if (!command.accepts(result.exit())) {
            throw HostException.CommandFailed.of(command, lines);
        }
        return lines;
    }

    private static QubeShell.Errand errand(HostCommand command, String title) {
        return new QubeShell.Errand(
                command.argv(),
                command.input().getBytes(StandardCharsets.UTF_8),
                command.timeLimit(),
                OUTPUT_LIMIT,
                title);
    }

    @Override
    public HostWatch watch(HostListener listener) {
        return domains.watch(listener);
    }
}
