package org.drawbridge.plan.survey;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.drawbridge.host.CommandResult;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostCommand;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Link;
import org.drawbridge.host.Place;
import org.drawbridge.host.PowerState;
import org.drawbridge.host.QubeReport;
import org.drawbridge.host.Release;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;

/**
 * What was seen on a host.
 *
 * @param release its release
 * @param qubes every qube by name
 * @param links the interfaces of the running qubes that were looked into
 * @param files what was looked at
 * @param folders the names of the files in the folders that were looked at
 * @param outputs what commands that only look printed
 * @param services the services that were asked for
 * @param troubles what could not be read, as sentences for people
 * @param updateQube the qube through which dom0 gets its updates, if the host tells
 */
public record Survey(
        Release release,
        SortedMap<QubeName, QubeReport> qubes,
        Map<QubeName, List<Link>> links,
        Map<Artifact.File, Sight> files,
        Map<Artifact.File, List<String>> folders,
        Map<HostCommand, CommandResult> outputs,
        Map<Artifact.Service, Optional<Boolean>> services,
        List<String> troubles,
        Optional<QubeName> updateQube) {

    public Survey {
        qubes = Collections.unmodifiableSortedMap(new TreeMap<>(qubes));
        links = Collections.unmodifiableMap(new LinkedHashMap<>(links));
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
        folders = Collections.unmodifiableMap(new LinkedHashMap<>(folders));
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        services = Collections.unmodifiableMap(new LinkedHashMap<>(services));
        troubles = List.copyOf(troubles);
    }

    /** The same of a host that does not tell through which qube dom0 gets its updates. */
    public Survey(
            Release release,
            SortedMap<QubeName, QubeReport> qubes,
            Map<QubeName, List<Link>> links,
            Map<Artifact.File, Sight> files,
            Map<Artifact.File, List<String>> folders,
            Map<HostCommand, CommandResult> outputs,
            Map<Artifact.Service, Optional<Boolean>> services,
            List<String> troubles) {
        this(release, qubes, links, files, folders, outputs, services, troubles, Optional.empty());
    }

    public Optional<QubeReport> qube(QubeName name) {
        return Optional.ofNullable(qubes.get(name));
    }

    public boolean runs(QubeName name) {
        return qube(name).filter(qube -> qube.power() == PowerState.RUNNING).isPresent();
    }

    public List<Link> links(QubeName qube) {
        return links.getOrDefault(qube, List.of());
    }

    /** The file that was looked at; nothing where there is none or where it could not be seen. */
    public Optional<FileImage> image(Place place, HostPath path) {
        return sight(place, path) instanceof Sight.Seen seen ? seen.image() : Optional.empty();
    }

    /** What the look at a file gave; one that nobody looked at counts as not to be seen. */
    public Sight sight(Place place, HostPath path) {
        return files.getOrDefault(new Artifact.File(place, path), new Sight.Halted());
    }

    /** Whether a file was seen only through a qube that shows it as it was when that qube was started. */
    public boolean isSecondHand(Artifact.File file) {
        return sight(file.place(), file.path()) instanceof Sight.Seen seen
                && !seen.through().equals(file.place());
    }

    public List<String> folder(Place place, HostPath folder) {
        return folders.getOrDefault(new Artifact.File(place, folder), List.of());
    }

    /** The lines that a command printed; none where it was not run or failed. */
    public List<String> lines(HostCommand command) {
        return Optional.ofNullable(outputs.get(command))
                .map(CommandResult::output)
                .orElse(List.of());
    }

    /** What an artifact is now, or nothing where that could not be seen. */
    public Optional<Content> content(Artifact artifact) {
        return switch (artifact) {
            case Artifact.File file ->
                sight(file.place(), file.path()) instanceof Sight.Seen seen
                        ? Optional.of(Content.ofFile(seen.image()))
                        : Optional.empty();
            case Artifact.Property property ->
                qube(property.qube()).map(qube -> Settings.ofProperty(qube.property(property.name())));
            case Artifact.Feature feature ->
                qube(feature.qube()).map(qube -> Settings.ofText(qube.feature(feature.name())));
            case Artifact.Service service ->
                Optional.of(Settings.ofService(services.getOrDefault(service, Optional.empty())));
            case Artifact.Power power -> qube(power.qube()).map(qube -> Settings.ofPower(qube.power()));
        };
    }
}
