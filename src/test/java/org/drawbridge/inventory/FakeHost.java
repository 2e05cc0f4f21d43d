package org.drawbridge.inventory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.drawbridge.host.CommandResult;
import org.drawbridge.host.Expected;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostCommand;
import org.drawbridge.host.HostEvent;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostListener;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.HostStatus;
import org.drawbridge.host.HostWatch;
import org.drawbridge.host.Link;
import org.drawbridge.host.OutputListener;
import org.drawbridge.host.Place;
import org.drawbridge.host.PowerState;
import org.drawbridge.host.QubeReport;
import org.drawbridge.host.Release;
import org.drawbridge.name.InterfaceName;
import org.drawbridge.name.MacAddress;
import org.drawbridge.name.QubeName;

/** A host made of what a test says; it can be read only. */
public final class FakeHost implements Host {

    private final Map<QubeName, QubeReport> qubes = new ConcurrentSkipListMap<>();
    private final Map<QubeName, List<Link>> links = new ConcurrentHashMap<>();
    private final Set<QubeName> silent = new HashSet<>();
    private final List<HostListener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicInteger wholeReadings = new AtomicInteger();
    private volatile boolean reachable = true;
    private Release release = Release.R4_2;

    /** dom0, a template, a net qube with three cards, a firewall qube and three more. */
    public static FakeHost usual() {
        FakeHost host = new FakeHost();
        host.put(FakeQube.named("dom0").ofClass("AdminVM").state("Running").report());
        host.put(FakeQube.named("fedora").ofClass("TemplateVM").report());
        host.put(FakeQube.named("sys-net")
                .running(1)
                .template("fedora")
                .providing()
                .report());
        host.put(FakeQube.named("sys-firewall")
                .running(2)
                .template("fedora")
                .netvm("sys-net")
                .providing()
                .report());
        host.put(FakeQube.named("work")
                .running(3)
                .template("fedora")
                .netvm("sys-firewall")
                .ip("10.137.0.10")
                .report());
        host.put(FakeQube.named("personal")
                .template("fedora")
                .netvm("sys-firewall")
                .ip("10.137.0.9")
                .report());
        host.put(FakeQube.named("vault").template("fedora").report());
        host.links("sys-net", card("ens6", "88:ae:1d:ae:30:31"), card("ens7", "88:ae:1d:ae:30:32"), wireless());
        host.links("sys-firewall");
        return host;
    }

    public static Link card(String name, String mac) {
        return new Link(InterfaceName.of(name), MacAddress.of(mac), "", null, false, true, true, List.of());
    }

    public static Link wireless() {
        return new Link(
                InterfaceName.of("wls1"), MacAddress.of("a4:34:d9:00:00:01"), "", null, true, true, true, List.of());
    }

    public static Link bridge(String name) {
        return new Link(
                InterfaceName.of(name),
                MacAddress.of("88:ae:1d:ae:30:31"),
                "bridge",
                null,
                false,
                true,
                true,
                List.of());
    }

    public static Link port(Link link, String bridge) {
        return new Link(
                link.name(),
                link.mac(),
                link.kind(),
                InterfaceName.of(bridge),
                link.wireless(),
                link.up(),
                link.carrier(),
                List.of());
    }

    public static Link vif(int xid) {
        return new Link(
                InterfaceName.of("vif" + xid + ".0"),
                MacAddress.of("fe:ff:ff:ff:ff:ff"),
                "vif",
                null,
                false,
                true,
                true,
                List.of());
    }

    public FakeHost put(QubeReport report) {
        qubes.put(report.name(), report);
        return this;
    }

    public FakeHost remove(String name) {
        qubes.remove(QubeName.of(name));
        return this;
    }

    public FakeHost links(String qube, Link... found) {
        links.put(QubeName.of(qube), List.of(found));
        return this;
    }

    /** Makes reading that qube's interfaces fail. */
    public FakeHost silence(String qube) {
        silent.add(QubeName.of(qube));
        return this;
    }

    public FakeHost reachable(boolean now) {
        reachable = now;
        return this;
    }

    public FakeHost release(Release now) {
        release = now;
        return this;
    }

    /** Tells those who follow that something happened. */
    public void tell(HostEvent event) {
        listeners.forEach(listener -> listener.heard(event));
    }

    /** How often all qubes were read. */
    public int wholeReadings() {
        return wholeReadings.get();
    }

    @Override
    public HostWatch watch(HostListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public HostStatus status() {
        return reachable
                ? new HostStatus("lab", release, true, "The host answers.")
                : new HostStatus("lab", null, false, "qubesd does not answer. Start it and synchronise again.");
    }

    @Override
    public List<QubeReport> qubes() {
        if (!reachable) {
            throw new HostException.Unreachable("qubesd does not answer. Start it and synchronise again.");
        }
        wholeReadings.incrementAndGet();
        List<QubeReport> all = new ArrayList<>(qubes.values());
        all.sort(
                Comparator.comparing((QubeReport qube) -> !qube.name().isDom0()).thenComparing(QubeReport::name));
        return all;
    }

    @Override
    public Optional<QubeReport> qube(QubeName name) {
        return Optional.ofNullable(qubes.get(name));
    }

    @Override
    public List<Link> links(QubeName qube) {
        if (silent.contains(qube)) {
            throw new HostException.TimedOut(qube + " did not answer within 10 s.");
        }
        if (qubes.get(qube).power() != PowerState.RUNNING) {
            throw new HostException.NotRunning(qube);
        }
        return links.getOrDefault(qube, List.of());
    }

    @Override
    public void setProperty(QubeName qube, String property, String value) {
        throw readOnly();
    }

    @Override
    public void resetProperty(QubeName qube, String property) {
        throw readOnly();
    }

    @Override
    public void setFeature(QubeName qube, String feature, String value) {
        throw readOnly();
    }

    @Override
    public void removeFeature(QubeName qube, String feature) {
        throw readOnly();
    }

    @Override
    public Optional<Boolean> service(QubeName qube, String service) {
        throw readOnly();
    }

    @Override
    public void setService(QubeName qube, String service, Optional<Boolean> on) {
        throw readOnly();
    }

    @Override
    public void start(QubeName qube) {
        throw readOnly();
    }

    @Override
    public void shutdown(QubeName qube) {
        throw readOnly();
    }

    @Override
    public Optional<FileImage> read(Place place, HostPath path) {
        throw readOnly();
    }

    @Override
    public List<String> list(Place place, HostPath folder) {
        throw readOnly();
    }

    @Override
    public void write(Place place, HostPath path, FileImage image, Expected expected) {
        throw readOnly();
    }

    @Override
    public void delete(Place place, HostPath path, Expected expected) {
        throw readOnly();
    }

    @Override
    public CommandResult run(HostCommand command, OutputListener listener) {
        throw readOnly();
    }

    private static AssertionError readOnly() {
        return new AssertionError("The inventory reads qubes and their interfaces, and does nothing else.");
    }
}
