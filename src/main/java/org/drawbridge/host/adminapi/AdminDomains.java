package org.drawbridge.host.adminapi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.drawbridge.host.Domains;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostListener;
import org.drawbridge.host.HostWatch;
import org.drawbridge.host.InParallel;
import org.drawbridge.host.Pause;
import org.drawbridge.host.PropertyValue;
import org.drawbridge.host.QubeReport;
import org.drawbridge.name.InvalidNameException;
import org.drawbridge.name.MacAddress;
import org.drawbridge.name.QubeName;

/** The qubes of a host by its Admin API. */
public final class AdminDomains implements Domains {

    /** How many qubes are asked for at once; qubesd answers one call after the other, so more would only wait. */
    private static final int AT_ONCE = 8;

    private static final String SERVICE = "service.";

    private final AdminTransport transport;
    private final AdminApi api;
    private final Pause pause;

    public AdminDomains(AdminTransport transport, Pause pause) {
        this.transport = transport;
        this.pause = pause;
        this.api = new AdminApi(new AdminClient(transport), pause);
    }

    @Override
    public void check() {
        api.state(QubeName.DOM0);
    }

    @Override
    public List<QubeReport> qubes() {
        List<QubeReport> reports = new ArrayList<>();
        InParallel.map(AT_ONCE, api.qubes(), this::report).forEach(report -> report.ifPresent(reports::add));
        reports.sort(Comparator.comparing((QubeReport report) -> !report.name().isDom0())
                .thenComparing(QubeReport::name));
        return reports;
    }

    @Override
    public Optional<QubeReport> qube(QubeName name) {
        return api.qube(name).flatMap(this::report);
    }

    @Override
    public String state(QubeName qube) {
        return api.state(qube);
    }

    /** The policy of a console in a management qube allows to read all of them in one call, and that one only. */
    @Override
    public Optional<PropertyValue> property(QubeName qube, String property) {
        return Optional.ofNullable(properties(qube).get(property))
                .map(value -> new PropertyValue(value.value(), value.isDefault()));
    }

    @Override
    public Optional<String> feature(QubeName qube, String feature) {
        return api.feature(qube, feature);
    }

    /** A qube that went between the listing and this look is not there any more. */
    private Optional<QubeReport> report(AdminQube qube) {
        try {
            return Optional.of(AdminReport.of(qube, properties(qube.name()), features(qube.name())));
        } catch (HostException.NoSuchQube gone) {
            return Optional.empty();
        }
    }

    /** In one round trip, or where that is refused each by itself. */
    private SortedMap<String, AdminProperty> properties(QubeName qube) {
        try {
            return api.properties(qube);
        } catch (HostException.Refused refused) {
            List<String> names;
            try {
                names = api.propertyNames(qube);
            } catch (HostException.Refused also) {
                throw refused;
            }
            SortedMap<String, AdminProperty> properties = new TreeMap<>();
            names.forEach(name -> api.property(qube, name).ifPresent(property -> properties.put(name, property)));
            return properties;
        }
    }

    private SortedMap<String, String> features(QubeName qube) {
        SortedMap<String, String> features = new TreeMap<>();
        api.featureNames(qube).forEach(name -> api.feature(qube, name).ifPresent(value -> features.put(name, value)));
        return features;
    }

    /** R4.1 and R4.2 would detach a running qube's card by the new address and so miss it. */
    @Override
    public Optional<QubeName> updateQube() {
        return api.globalProperty("updatevm")
                .map(AdminProperty::value)
                .filter(name -> !name.isEmpty())
                .map(QubeName::of);
    }

    @Override
    public void setProperty(QubeName qube, String property, String value) {
        if (property.equals("mac")) {
            requireMac(value);
            requireHalted(qube);
        }
        api.setProperty(qube, property, value);
    }

    @Override
    public void resetProperty(QubeName qube, String property) {
        if (property.equals("mac")) {
            requireHalted(qube);
        }
        api.resetProperty(qube, property);
    }

    private void requireHalted(QubeName qube) {
        if (!api.state(qube).equals("Halted")) {
            throw new HostException.Declined(
                    qube + " is running, and its mac can be set only while it is halted. Shut it down and try again.");
        }
    }

    private static void requireMac(String value) {
        try {
            MacAddress.of(value);
        } catch (InvalidNameException exception) {
            throw new HostException.Declined(String.valueOf(exception.getMessage()));
        }
    }

    @Override
    public void setFeature(QubeName qube, String feature, String value) {
        api.setFeature(qube, feature, value);
    }

    @Override
    public void removeFeature(QubeName qube, String feature) {
        api.removeFeature(qube, feature);
    }

    /** Since R4.0 a service is a feature; any text but the empty one switches it on. */
    @Override
    public Optional<Boolean> service(QubeName qube, String service) {
        return api.feature(qube, SERVICE + service).map(value -> !value.isEmpty());
    }

    @Override
    public void setService(QubeName qube, String service, Optional<Boolean> on) {
        on.ifPresentOrElse(
                value -> api.setFeature(qube, SERVICE + service, value ? "1" : ""),
                () -> api.removeFeature(qube, SERVICE + service));
    }

    @Override
    public void start(QubeName qube) {
        api.start(qube);
    }

    @Override
    public void shutdown(QubeName qube) {
        api.shutdown(qube);
    }

    @Override
    public HostWatch watch(HostListener listener) {
        return AdminEvents.follow(transport, new AdminEventTranslation(listener), pause)::close;
    }
}
