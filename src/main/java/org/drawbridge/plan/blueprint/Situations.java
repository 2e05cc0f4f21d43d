package org.drawbridge.plan.blueprint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drawbridge.exposure.Comparison;
import org.drawbridge.exposure.Exposure;
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
import org.drawbridge.host.QubeReport;
import org.drawbridge.host.Release;
import org.drawbridge.name.Cidr;
import org.drawbridge.name.Ipv4Address;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.Step;
import org.drawbridge.profile.BridgeProfile.Addressing;
import org.drawbridge.profile.BridgeProfile.Attachment;
import org.drawbridge.profile.BridgeProfile.Hardening;
import org.drawbridge.profile.BridgeProfile.Mode;

/** The net qube as a packet finds it, before a plan and after: its rules, its interfaces and who is around it. */
final class Situations {

    private static final long ROUTED_GROUP = 2;

    private static final Cidr EVERYWHERE = Cidr.of("0.0.0.0/0");

    private final Draft draft;
    private final Card card;
    private final Cidr lan;
    private final String bridge;

    private Situations(Draft draft, Card card, Cidr lan) {
        this.draft = draft;
        this.card = card;
        this.lan = lan;
        this.bridge = draft.request().bridge();
    }

    /** What a plan opens and closes; nothing where the card has no address or the rules cannot be understood. */
    static Optional<Comparison> compare(Draft draft, List<Step> steps) {
        Optional<Card> card = Card.of(draft.request(), draft.survey());
        Optional<Cidr> lan = card.flatMap(found -> lan(draft, found));
        if (steps.isEmpty() || lan.isEmpty()) {
            return Optional.empty();
        }
        try {
            Situations situations = new Situations(draft, card.get(), lan.get());
            return Optional.of(Exposure.compare(
                    situations.situation(RulesAfter.before(draft), situations.bridgedNow(), situations.netfilterNow()),
                    situations.situation(
                            RulesAfter.after(draft, steps), situations.bridgedThen(), situations.netfilterThen())));
        } catch (FormatException notUnderstood) {
            return Optional.empty();
        }
    }

    private static Optional<Cidr> lan(Draft draft, Card card) {
        String bridge = draft.request().bridge();
        return draft.survey().links(draft.request().netvm()).stream()
                .filter(link ->
                        link.name().equals(card.name()) || link.name().value().equals(bridge))
                .flatMap(link -> link.addresses().stream())
                .findFirst();
    }

    /** The qubes on the bridge with their addresses on the LAN, and whether there is a bridge at all. */
    private record Bridged(boolean up, Map<QubeName, Optional<Ipv4Address>> qubes) {}

    private Bridged bridgedNow() {
        Map<QubeName, Optional<Ipv4Address>> qubes = new LinkedHashMap<>();
        for (QubeReport qube : draft.survey().qubes().values()) {
            boolean on = draft.survey().links(draft.request().netvm()).stream()
                    .anyMatch(link -> link.name().value().startsWith("vif" + qube.xid() + ".")
                            && link.master() != null
                            && link.master().value().equals(bridge));
            if (on) {
                qubes.put(qube.name(), Optional.empty());
            }
        }
        return new Bridged(card.link().master() != null, qubes);
    }

    private Bridged bridgedThen() {
        Map<QubeName, Optional<Ipv4Address>> qubes = new LinkedHashMap<>();
        for (Attachment attachment : draft.request().wanted()) {
            qubes.put(
                    attachment.qube(),
                    attachment.address() instanceof Addressing.Static fixed
                            ? Optional.of(fixed.cidr().address())
                            : Optional.empty());
        }
        return new Bridged(!draft.request().removes(), qubes);
    }

    private boolean netfilterNow() {
        return BridgeNetfilter.isOn(draft, BridgeSwitch.IPTABLES);
    }

    private boolean netfilterThen() {
        boolean physdev = draft.request().profile().hardening() == Hardening.HARDENED;
        return !draft.request().removes() && draft.survey().release() == Release.R2B2 && (physdev || netfilterNow());
    }

    private Situation situation(List<RulesText> rules, Bridged bridged, boolean netfilter) {
        List<Port> ports = new ArrayList<>();
        List<Route> routes = new ArrayList<>();
        List<Zone> zones = new ArrayList<>();
        Map<Ipv4Address, String> neighbours = new HashMap<>();
        Port uplink = Port.of(card.name().value(), 0, bridged.up() ? List.of() : List.of(lan));
        String out = bridged.up() ? bridge : card.name().value();
        ports.add(bridged.up() ? uplink.in(bridge) : uplink);
        if (bridged.up()) {
            ports.add(Port.ofBridge(bridge, List.of(lan)));
        }
        zones.add(Zone.lan(card.name().value(), new Cidr(lan.network(), lan.prefix())));
        zones.add(Zone.internet(card.name().value()));
        zones.add(Zone.netQube(draft.request().netvm().value()));
        bridged.qubes().forEach((qube, address) -> {
            String vif = vif(qube, true);
            ports.add(Port.of(vif, 0, List.of()).in(bridge));
            zones.add(Zone.bridged(qube.value(), vif, address.orElse(null)));
            address.ifPresent(known -> neighbours.put(known, vif));
        });
        routed(bridged, ports, routes, zones);
        routes.add(new Route(new Cidr(lan.network(), lan.prefix()), null, out));
        routes.add(new Route(EVERYWHERE, router(), out));
        return new Situation(Ruleset.read(rules), new Topology(ports, routes, true, netfilter, 0, neighbours), zones);
    }

    private void routed(Bridged bridged, List<Port> ports, List<Route> routes, List<Zone> zones) {
        long group = draft.survey().release().usesIptables() ? 0 : ROUTED_GROUP;
        for (QubeReport qube : draft.survey().qubes().values()) {
            Ipv4Address address = qube.ip();
            boolean here = draft.request().netvm().equals(qube.netvm())
                    && draft.survey().runs(qube.name());
            if (here && address != null && !replaced(bridged, qube.name())) {
                String vif = vif(qube.name(), false);
                ports.add(new Port(vif, group, false, null, List.of(), true));
                routes.add(new Route(new Cidr(address, 32), null, vif));
                zones.add(Zone.routed(qube.name().value(), vif, address));
            }
        }
    }

    /** Whether a qube's only card is on the bridge. */
    private boolean replaced(Bridged bridged, QubeName qube) {
        boolean second = draft.request()
                .attachment(qube)
                .filter(attachment -> attachment.mode() == Mode.ADDITIONAL)
                .isPresent();
        return bridged.qubes().containsKey(qube) && !second;
    }

    private String vif(QubeName qube, boolean onBridge) {
        Optional<String> now = draft.survey()
                .qube(qube)
                .map(QubeReport::xid)
                .filter(xid -> xid > 0)
                .flatMap(xid -> draft.survey().links(draft.request().netvm()).stream()
                        .filter(Link::isVif)
                        .map(link -> link.name().value())
                        .filter(name -> name.startsWith("vif" + xid + "."))
                        .findFirst());
        int number = new ArrayList<>(draft.survey().qubes().keySet()).indexOf(qube);
        return now.orElseGet(() -> "vif" + (1000 + number) + (onBridge ? ".0" : ".1"));
    }

    private Ipv4Address router() {
        return draft.request().profile().address() instanceof Addressing.Static fixed
                ? fixed.gateway().orElseGet(this::first)
                : first();
    }

    private Ipv4Address first() {
        return Ipv4Address.ofBits(lan.network().bits() + 1);
    }
}
