package org.drawbridge.host.qrexec;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.drawbridge.host.CommandResult;
import org.drawbridge.host.Domains;
import org.drawbridge.host.Expected;
import org.drawbridge.host.FileImage;
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
import org.drawbridge.host.ReleaseText;
import org.drawbridge.host.adminapi.AdminApi;
import org.drawbridge.host.adminapi.AdminQube;
import org.drawbridge.name.QubeName;
import org.jspecify.annotations.Nullable;

/** The Qubes host of a console in a management qube: its qubes by the Admin API, all else by the agent in dom0. */
final class QrexecHost implements Host {

    private static final String KIND = "qrexec";

    private final Domains domains;
    private final AdminApi api;
    private final AgentFiles files;
    private final AgentCommands commands;
    private volatile ReleaseText.@Nullable Reading lastRelease;

    QrexecHost(Domains domains, AdminApi api, AgentFiles files, AgentCommands commands) {
        this.domains = domains;
        this.api = api;
        this.files = files;
        this.commands = commands;
    }

    @Override
    public HostStatus status() {
        try {
            domains.check();
        } catch (HostException exception) {
            return new HostStatus(KIND, null, false, String.valueOf(exception.getMessage()));
        }
        ReleaseText.Reading reading;
        try {
            reading = ReleaseText.parse(files.read(Place.DOM0, ReleaseText.FILE));
            lastRelease = reading;
        } catch (HostException exception) {
            return new HostStatus(
                    KIND,
                    null,
                    true,
                    "The qubes are known, but nothing can be planned without the agent in dom0. "
                            + exception.getMessage());
        }
        String message = reading.release()
                .map(release -> "Qubes " + release.label() + ", from a management qube.")
                .orElseGet(() -> "The release is not known, so nothing can be planned: " + reading.evidence()
                        + ", and Drawbridge plans from a management qube for R4.1, R4.2 and R4.3.");
        return new HostStatus(KIND, reading.release().orElse(null), true, message);
    }

    /** What the agent last told of the release. */
    Optional<ReleaseText.Reading> lastRelease() {
        return Optional.ofNullable(lastRelease);
    }

    @Override
    public List<QubeReport> qubes() {
        return domains.qubes();
    }

    @Override
    public Optional<QubeReport> qube(QubeName name) {
        try {
            return of(name, () -> domains.qube(name));
        } catch (HostException.NoSuchQube absent) {
            return Optional.empty();
        }
    }

    @Override
    public String state(QubeName qube) {
        return of(qube, () -> domains.state(qube));
    }

    @Override
    public Optional<PropertyValue> property(QubeName qube, String property) {
        return of(qube, () -> domains.property(qube, property));
    }

    @Override
    public Optional<String> feature(QubeName qube, String feature) {
        return of(qube, () -> domains.feature(qube, feature));
    }

    @Override
    public List<Link> links(QubeName qube) {
        if (qube.isDom0()) {
            return List.of();
        }
        CommandResult result = commands.links(qube);
        if (result.exit() != 0 || result.truncated()) {
            throw new HostException.BadAnswer(
                    "The interfaces of " + qube + " cannot be read (exit " + result.exit() + "). Look at that qube.");
        }
        return LinksText.parse(qube, result.output());
    }

    @Override
    public void setProperty(QubeName qube, String property, String value) {
        to(qube, () -> domains.setProperty(qube, property, value));
    }

    @Override
    public void resetProperty(QubeName qube, String property) {
        to(qube, () -> domains.resetProperty(qube, property));
    }

    @Override
    public void setFeature(QubeName qube, String feature, String value) {
        to(qube, () -> domains.setFeature(qube, feature, value));
    }

    @Override
    public void removeFeature(QubeName qube, String feature) {
        to(qube, () -> domains.removeFeature(qube, feature));
    }

    @Override
    public Optional<Boolean> service(QubeName qube, String service) {
        return of(qube, () -> domains.service(qube, service));
    }

    @Override
    public void setService(QubeName qube, String service, Optional<Boolean> on) {
        to(qube, () -> domains.setService(qube, service, on));
    }

    @Override
    public void start(QubeName qube) {
        to(qube, () -> domains.start(qube));
    }

    @Override
    public void shutdown(QubeName qube) {
        to(qube, () -> domains.shutdown(qube));
    }

    @Override
    public Optional<FileImage> read(Place place, HostPath path) {
        return files.read(place, path);
    }

    @Override
    public List<String> list(Place place, HostPath folder) {
        return files.list(place, folder);
    }

    @Override
    public void write(Place place, HostPath path, FileImage image, Expected expected) {
        files.write(place, path, image, expected);
    }

    @Override
    public void delete(Place place, HostPath path, Expected expected) {
        files.delete(place, path, expected);
    }

    @Override
    public CommandResult run(HostCommand command, OutputListener listener) {
        return commands.run(command, listener);
    }

    @Override
    public HostWatch watch(HostListener listener) {
        return domains.watch(listener);
    }

    private void to(QubeName qube, Runnable call) {
        of(qube, () -> {
            call.run();
            return true;
        });
    }

    /** dom0 refuses a call that is about no qube of its own in the same way as one that its policy does not allow. */
    private <T> T of(QubeName qube, Supplier<T> call) {
        try {
            return call.get();
        } catch (HostException.Refused refused) {
            if (api.qubes().stream().map(AdminQube::name).noneMatch(qube::equals)) {
                throw new HostException.NoSuchQube(qube);
            }
            throw refused;
        }
    }
}
