package org.drawbridge.host;

import java.util.List;
import java.util.Optional;
import org.drawbridge.name.QubeName;

/** The part of a host that has to do with its qubes as a whole, and nothing with what lies in them; as {@link Host} has it. */
public interface Domains {

    /**
     * Looks whether this can be reached at all.
     *
     * @throws HostException when not
     */
    void check();

    List<QubeReport> qubes();

    Optional<QubeReport> qube(QubeName name);

    /** Qubes' word for the state that a qube is in now. */
    String state(QubeName qube);

    /** See {@link Host#updateQube}. */
    default Optional<QubeName> updateQube() {
        return Optional.empty();
    }

    default Optional<PropertyValue> property(QubeName qube, String property) {
        return qube(qube).orElseThrow(() -> new HostException.NoSuchQube(qube)).property(property);
    }

    default Optional<String> feature(QubeName qube, String feature) {
        return qube(qube).orElseThrow(() -> new HostException.NoSuchQube(qube)).feature(feature);
    }

    void setProperty(QubeName qube, String property, String value);

    void resetProperty(QubeName qube, String property);

    void setFeature(QubeName qube, String feature, String value);

    void removeFeature(QubeName qube, String feature);

    Optional<Boolean> service(QubeName qube, String service);

    void setService(QubeName qube, String service, Optional<Boolean> on);

    void start(QubeName qube);

    void shutdown(QubeName qube);

    /** Tells what happens to the qubes until it is closed; see {@link Host#watch}. */
    HostWatch watch(HostListener listener);
}
