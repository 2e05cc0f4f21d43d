package org.drawbridge.plan.blueprint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.drawbridge.exposure.Comparison;
import org.drawbridge.exposure.Exposure;
import org.drawbridge.exposure.Packet;
import org.drawbridge.exposure.RulesText;
import org.drawbridge.exposure.Ruleset;
import org.drawbridge.exposure.Situation;
import org.drawbridge.exposure.Topology;
import org.drawbridge.exposure.Topology.Port;
import org.drawbridge.exposure.Topology.Route;
import org.drawbridge.exposure.Zone;
import org.drawbridge.format.FormatException;
import org.drawbridge.host.HostCommand.BridgeSwitch;
import org.drawbridge.host.Link;
import org.drawbridge.host.PowerState;
import org.drawbridge.host.QubeReport;
import org.drawbridge.name.Cidr;
import org.drawbridge.name.InterfaceName;
import org.drawbridge.name.Ipv4Address;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.Step;
import org.drawbridge.profile.BridgeProfile.Addressing;
import org.drawbridge.profile.BridgeProfile.Attachment;
import org.drawbridge.profile.BridgeProfile.Hardening;
import org.drawbridge.profile.BridgeProfile.Mode;
import org.jspecify.annotations.Nullable;

/**
 * What a plan opens and closes: the net qube as it was seen, and as it would be, seen from all sides.
 *
 * <p>A card without an address is taken to have one of the documentation network 192.0.2.0/24, since a LAN is there all the same.
 */
final class ExposureOfPlan {

    private static final Cidr UNKNOWN_LAN = Cidr.of("192.0.2.1/24");

    static final Cidr EVERYWHERE = Cidr.of("0.0.0.0/0");

    /** Numbers of back ends of qubes that do not run yet; Xen gives smaller ones. */
    private static final int NOT_YET = 60_000;

    /** More net qubes in a row than anybody has. */
    private static final int DEEPEST = 16;

    /** The group of routed vifs from R4.2 on. */
    static final long DOWNSTREAM = 2;

    private final Draft draft;
    private final String bridge;
    private final List<Link> links;

    private ExposureOfPlan(Draft draft) {
        this.draft = draft;
        this.bridge = draft.request().bridge();
        this.links = draft.survey().links(draft.request().netvm());
    }

    /** The comparison, or nothing where the rules or the cards of the net qube could not be seen or understood. */
    static Optional<Comparison> of(Draft draft, List<Step> steps) {
        ExposureOfPlan exposure = new ExposureOfPlan(draft);
        return exposure.card(steps).flatMap(card -> {
            try {
                Situation before = exposure.before(card).with(new RulesAfter(draft).before());
                return Optional.of(Exposure.compare(before, exposure.situationAfter(card, steps)));
            } catch (FormatException notUnderstood) {
                return Optional.empty();
            }
        });
    }

    /** The net qube once the steps are done, or nothing where it could not be seen or understood. */
    static Optional<Situation> after(Draft draft, List<Step> steps) {
        ExposureOfPlan exposure = new ExposureOfPlan(draft);
        return exposure.card(steps).flatMap(card -> {
            try {
                return Optional.of(exposure.situationAfter(card, steps));
            } catch (FormatException notUnderstood) {
                return Optional.empty();
            }
        });
    }

    private Optional<InterfaceName> card(List<Step> steps) {
        return links.isEmpty() || steps.isEmpty() || !new RulesAfter(draft).areSeen()
                ? Optional.empty()
                : Card.of(draft.request(), draft.survey()).map(Card::name);
    }

    private Situation situationAfter(InterfaceName card, List<Step> steps) {
        return after(card).with(new RulesAfter(draft).after(steps));
    }

    private Side before(InterfaceName card) {
        Map<QubeName, String> bridged = draft.survey().qubes().values().stream()
                .filter(qube -> links.stream()
                        .anyMatch(link -> link.name().value().equals(vif(qube, 0))
                                && link.master() != null
                                && link.master().value().equals(bridge)))
                .collect(Collectors.toMap(QubeReport::name, qube -> vif(qube, 0)));
        boolean up = links.stream().anyMatch(link -> link.name().value().equals(bridge));
        return side(card, up, bridged, lanOf(card), netfilter(false), qube -> String.valueOf(qube.netvm()));
    }

    private Side after(InterfaceName card) {
        Map<QubeName, String> bridged = draft.request().wanted().stream()
                .flatMap(attachment -> draft.survey().qube(attachment.qube()).stream()
                        .map(qube -> Map.entry(qube.name(), vif(qube, attachment.mode() == Mode.REPLACE ? 0 : 1))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return side(card, !draft.request().removes(), bridged, lanAfter(card), netfilter(true), this::netvmAfter);
    }

    private Side side(
            InterfaceName card,
            boolean up,
            Map<QubeName, String> bridged,
            Cidr lan,
            boolean netfilter,
            Function<QubeReport, String> netvm) {
        String way = up ? bridge : card.value();
        List<Port> ports = new ArrayList<>();
        List<Route> routes = new ArrayList<>();
        List<Zone> zones = new ArrayList<>();
        zones.add(Zone.lan(card.value(), lan));
        zones.add(Zone.internet(card.value()));
        zones.add(Zone.netQube(draft.request().netvm().value()));
        ports.add(Port.of("lo", 0, List.of(Cidr.of("127.0.0.1/8"))));
        if (up) {
            ports.add(Port.ofBridge(bridge, List.of(lan)));
            ports.add(Port.of(card.value(), 0, List.of()).in(bridge));
        } else {
            ports.add(Port.of(card.value(), 0, List.of(lan)));
        }
        bridged.forEach((qube, vif) -> {
            ports.add(Port.of(vif, 0, List.of()).in(bridge));
            zones.add(Zone.bridged(qube.value(), vif, fixedAddress(qube)));
        });
        for (QubeReport qube : routed(bridged, netvm)) {
            Ipv4Address ip = Objects.requireNonNull(qube.ip());
            String vif = vif(qube, 0);
            ports.add(new Port(vif, group(), false, null, List.of(), true));
            routes.add(new Route(new Cidr(ip, 32), null, vif));
            zones.add(Zone.routed(qube.name().value(), vif, ip));
        }
        updates(zones, netvm).ifPresent(zones::add);
        routes.add(new Route(new Cidr(lan.network(), lan.prefix()), null, way));
        routes.add(new Route(EVERYWHERE, router(lan), way));
        return new Side(new Topology(ports, routes, true, netfilter, 0, Map.of()), zones);
    }

    /** dom0's way to its updates, if it leads through the net qube: from the update qube along net qubes to one of the zones. */
    private Optional<Zone> updates(List<Zone> zones, Function<QubeReport, String> netvm) {
        String net = draft.request().netvm().value();
        Optional<QubeReport> at = draft.survey().updateQube().flatMap(draft.survey()::qube);
        for (int steps = 0; steps < DEEPEST && at.isPresent(); steps++) {
            QubeReport qube = at.get();
            if (qube.name().value().equals(net)) {
                return Optional.of(Zone.updates(Packet.OWN, null));
            }
            Optional<Zone> hop = zones.stream()
                    .filter(zone -> zone.name().equals(qube.name().value()))
                    .findFirst();
            if (hop.isPresent()) {
                Cidr address = hop.get().addresses();
                return Optional.of(Zone.updates(hop.get().port(), address == null ? null : address.address()));
            }
            String next = netvm.apply(qube);
            at = draft.survey().qubes().values().stream()
                    .filter(each -> each.name().value().equals(next))
                    .findFirst();
        }
        return Optional.empty();
    }

    /** The running qubes that hang on the net qube and whose card is routed. */
    private List<QubeReport> routed(Map<QubeName, String> bridged, Function<QubeReport, String> netvm) {
        return draft.survey().qubes().values().stream()
                .filter(qube -> qube.ip() != null && qube.power() == PowerState.RUNNING)
                .filter(qube -> !replaced(bridged, qube))
                .filter(qube -> draft.request().netvm().value().equals(netvm.apply(qube)))
                .toList();
    }

    private static boolean replaced(Map<QubeName, String> bridged, QubeReport qube) {
        String vif = bridged.get(qube.name());
        return vif != null && vif.endsWith(".0");
    }

    private String netvmAfter(QubeReport qube) {
        return draft.now(new Artifact.Property(qube.name(), "netvm")) instanceof Content.Setting setting
                ? setting.value()
                : "";
    }

    private @Nullable Ipv4Address fixedAddress(QubeName qube) {
        return draft.request()
                .attachment(qube)
                .map(Attachment::address)
                .filter(Addressing.Static.class::isInstance)
                .map(Addressing.Static.class::cast)
                .map(fixed -> fixed.cidr().address())
                .orElse(null);
    }

    private Cidr lanAfter(InterfaceName card) {
        return !draft.request().removes() && draft.request().profile().address() instanceof Addressing.Static fixed
                ? fixed.cidr()
                : lanOf(card);
    }

    /** The address on the bridge or, without one, on the card. */
    private Cidr lanOf(InterfaceName card) {
        return addresses(bridge).or(() -> addresses(card.value())).orElse(UNKNOWN_LAN);
    }

    private Optional<Cidr> addresses(String name) {
        return links.stream()
                .filter(link -> link.name().value().equals(name))
                .flatMap(link -> link.addresses().stream())
                .findFirst();
    }

    /** The first host of the LAN that is not the net qube stands for its router: which one it is decides nothing here. */
    static Ipv4Address router(Cidr lan) {
        Ipv4Address first = Ipv4Address.ofBits(lan.network().bits() + 1);
        return first.equals(lan.address()) ? Ipv4Address.ofBits(first.bits() + 1) : first;
    }

    private long group() {
        return draft.survey().release().usesIptables() ? 0 : DOWNSTREAM;
    }

    /** Whether bridged frames meet the IP rules: a physdev rule makes the kernel switch that on, our script switches it off. */
    private boolean netfilter(boolean after) {
        if (after && !draft.request().removes()) {
            return draft.survey().release().usesIptables()
                    && draft.request().profile().hardening() == Hardening.HARDENED;
        }
        return BridgeNetfilter.isOn(draft, BridgeSwitch.IPTABLES);
    }

    private String vif(QubeReport qube, int card) {
        int number = qube.xid() > 0
                ? qube.xid()
                : NOT_YET + draft.survey().qubes().headMap(qube.name()).size();
        return "vif" + number + "." + card;
    }

    private record Side(Topology topology, List<Zone> zones) {
        Situation with(List<RulesText> rules) {
            return new Situation(Ruleset.read(rules), topology, zones);
        }
    }
}
