package org.drawbridge.host;

import java.util.List;
import java.util.Optional;
import org.drawbridge.name.QubeName;

/**
 * All that Drawbridge knows of a Qubes host: read it, and change one artifact at a time.
 *
 * <p>Every call blocks, has a time limit of its own, and throws {@link HostException} when the host does not do it.
 * Reading never starts a qube. Nothing is cached: an answer is the host's of this moment.
 */
public interface Host {

    /** Whether the host answers and which release it is; never throws. */
    HostStatus status();

    /** Every qube, dom0 first and then by name. */
    List<QubeReport> qubes();

    /** One qube, or nothing where there is none of that name. */
    Optional<QubeReport> qube(QubeName name);

    /**
     * Qubes' word for the state that a qube is in.
     *
     * @throws HostException.NoSuchQube when there is none of that name
     */
    default String state(QubeName qube) {
        return qube(qube).orElseThrow(() -> new HostException.NoSuchQube(qube)).state();
    }

    /** One property of a qube, or nothing where it has none of that name. */
    default Optional<PropertyValue> property(QubeName qube, String property) {
        return qube(qube).orElseThrow(() -> new HostException.NoSuchQube(qube)).property(property);
    }

    /** The text of one feature of a qube, or nothing where it is not set. */
    default Optional<String> feature(QubeName qube, String feature) {
        return qube(qube).orElseThrow(() -> new HostException.NoSuchQube(qube)).feature(feature);
    }

    /** The interfaces inside a running qube, by name. */
    List<Link> links(QubeName qube);

    /** The qube through which dom0 gets its updates, or nothing where there is none or the host does not tell. */
    default Optional<QubeName> updateQube() {
        return Optional.empty();
    }

    void setProperty(QubeName qube, String property, String value);

    /** Makes the property follow its default again. */
    void resetProperty(QubeName qube, String property);

    void setFeature(QubeName qube, String feature, String value);

    /** Takes a feature away; without effect where it is not set. */
    void removeFeature(QubeName qube, String feature);

    /** Whether a qube's service is switched on or off, or nothing where that was never said. */
    Optional<Boolean> service(QubeName qube, String service);

    /** Switches a qube's service on or off, or, with nothing, goes back to not saying; it counts at the qube's next start. */
    void setService(QubeName qube, String service, Optional<Boolean> on);

    /** Starts a halted qube, and its net qube before it, and waits until it answers; without effect where it runs. */
    void start(QubeName qube);

    /** Shuts a running qube down and waits until it is halted; without effect where it is halted. */
    void shutdown(QubeName qube);

    /** The file at that path, or nothing where there is none; in a qube, which must run. */
    Optional<FileImage> read(Place place, HostPath path);

    /** The names of the files in a folder, sorted; empty where there is no such folder. */
    List<String> list(Place place, HostPath folder);

    /**
     * Replaces the file as a whole and in one moment, making its folders where they are missing and listing them in dom0 as
     * {@link MadeFolders} says.
     *
     * @throws HostException.PreconditionFailed when what is there is not as expected; nothing is written then
     */
    void write(Place place, HostPath path, FileImage image, Expected expected);

    /**
     * Removes the file, and the folders in {@link MadeFolders} that were made for it where they are empty now.
     *
     * @throws HostException.PreconditionFailed when what is there is not as expected; nothing is removed then
     */
    void delete(Place place, HostPath path, Expected expected);

    /**
     * Runs one command of the closed set and waits for its end.
     *
     * @throws HostException.CommandFailed when it ends with a code that the command does not accept
     */
    CommandResult run(HostCommand command, OutputListener listener);

    /**
     * Tells the listener what happens to the qubes, as it happens and not before {@link HostEvent.Opened}, until the watch is
     * closed; a host that cannot do that tells nothing.
     */
    default HostWatch watch(HostListener listener) {
        return HostWatch.NONE;
    }
}
