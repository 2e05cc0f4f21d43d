package org.drawbridge.job;

import java.util.Optional;
import org.drawbridge.host.Expected;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostException;
import org.drawbridge.host.PowerState;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;

/** Reads artifacts of the host and makes them become something else, one at a time. */
final class Artifacts {

    private static final String ON = "on";

    private final Host host;

    Artifacts(Host host) {
        this.host = host;
    }

    Content read(Artifact artifact) {
        return switch (artifact) {
            case Artifact.File file -> Content.ofFile(host.read(file.place(), file.path()));
            case Artifact.Property property ->
                host.property(property.qube(), property.name())
                        .map(value -> new Content.Setting(value.value(), value.isDefault()))
                        .orElseGet(() -> new Content.Setting("", true));
            case Artifact.Feature feature ->
                host.feature(feature.qube(), feature.name())
                        .map(value -> new Content.Setting(value, false))
                        .orElseGet(() -> new Content.Setting("", true));
            case Artifact.Service service ->
                host.service(service.qube(), service.name())
                        .map(on -> new Content.Setting(on ? ON : "off", false))
                        .orElseGet(() -> new Content.Setting("", true));
            case Artifact.Power power -> new Content.Setting(host.state(power.qube()), false);
        };
    }

    /**
     * Makes the artifact become {@code wanted}, if it still is what was found.
     *
     * @throws HostException.PreconditionFailed when a file is not what was found
     * @throws ForeignHandException when a setting is not what was found
     */
    void put(Artifact artifact, Content found, Content wanted) {
        switch (artifact) {
            case Artifact.File file -> putFile(file, found, wanted);
            case Artifact.Property property -> {
                Content.Setting setting = setting(artifact, found, wanted);
                if (setting.isDefault()) {
                    host.resetProperty(property.qube(), property.name());
                } else {
                    host.setProperty(property.qube(), property.name(), setting.value());
                }
            }
            case Artifact.Feature feature -> {
                Content.Setting setting = setting(artifact, found, wanted);
                if (setting.isDefault()) {
                    host.removeFeature(feature.qube(), feature.name());
                } else {
                    host.setFeature(feature.qube(), feature.name(), setting.value());
                }
            }
            case Artifact.Service service -> {
                Content.Setting setting = setting(artifact, found, wanted);
                host.setService(
                        service.qube(),
                        service.name(),
                        setting.isDefault()
                                ? Optional.empty()
                                : Optional.of(setting.value().equals(ON)));
            }
            case Artifact.Power power -> putPower(power.qube(), setting(artifact, found, wanted));
        }
    }

    private void putFile(Artifact.File file, Content found, Content wanted) {
        Expected expected = Expected.of(image(found));
        Optional<FileImage> image = image(wanted);
        if (image.isPresent()) {
            host.write(file.place(), file.path(), image.get(), expected);
        } else {
            host.delete(file.place(), file.path(), expected);
        }
    }

    private void putPower(QubeName qube, Content.Setting wanted) {
        switch (PowerState.ofWord(wanted.value())) {
            case RUNNING -> host.start(qube);
            case HALTED -> host.shutdown(qube);
            case OTHER ->
                throw new StepFailedException(qube + " cannot be brought to the state “" + wanted.value()
                        + "”. Start it or shut it down by hand.");
        }
    }

    private Content.Setting setting(Artifact artifact, Content found, Content wanted) {
        if (!Contents.same(read(artifact), found)) {
            throw new ForeignHandException(artifact.label() + " was changed by another hand in this moment.");
        }
        if (wanted instanceof Content.Setting setting) {
            return setting;
        }
        throw new IllegalArgumentException(artifact.label() + " is a setting and cannot become a file.");
    }

    private static Optional<FileImage> image(Content content) {
        return content instanceof Content.FileContent file ? Optional.of(file.image()) : Optional.empty();
    }
}
