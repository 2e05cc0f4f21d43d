package org.drawbridge.plan.blueprint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drawbridge.exposure.RulesText;
import org.drawbridge.exposure.Ruleset;
import org.drawbridge.exposure.Situation;
import org.drawbridge.exposure.Topology;
import org.drawbridge.exposure.Topology.Port;
import org.drawbridge.exposure.Topology.Route;
import org.drawbridge.exposure.Zone;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostCommand.BridgeSwitch;
import org.drawbridge.host.HostCommand.GetBridgeSwitch;
import org.drawbridge.host.HostCommand.IptablesSave;
import org.drawbridge.host.HostCommand.NftList;
import org.drawbridge.host.Link;
import org.drawbridge.host.Place;
import org.drawbridge.host.QubeReport;
import org.drawbridge.host.Release;
import org.drawbridge.name.Cidr;
import org.drawbridge.name.InterfaceName;
import org.drawbridge.name.Ipv4Address;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.NetQubeSeen;
import org.drawbridge.plan.survey.Look;

/** A running net qube as it is now: its rules, interfaces and routes, and who is around it. */
public final class NetQubeNow {

    private final Look look;
    private final Place net;
    private final List<Link> links;
    private final boolean iptables;
    private final List<Port> ports = new ArrayList<>();
    private final List<Route> routes = new ArrayList<>();
    private final List<Zone> zones = new ArrayList<>();
    private final KernelSwitches switches;

    private NetQubeNow(Look look, QubeName netvm) {
        this.look = look;
        this.net = Place.in(netvm);
        this.links = look.links(netvm);
        this.iptables = look.release().usesIptables();
        this.switches = new KernelSwitches(look, net);
    }

    /**
     * Looks at a net qube; nothing where its interfaces or rules cannot be seen.
     *
     * @throws org.drawbridge.format.FormatException if its rules are in no language that is known
     * @throws org.drawbridge.host.HostException if the host does not answer
     */
    public static Optional<NetQubeSeen> look(Host host, Release release, QubeName netvm) {
        NetQubeNow now = new NetQubeNow(new Look(host, release), netvm);
        return now.links.isEmpty() ? Optional.empty() : now.situation(netvm);
    }

    private Optional<NetQubeSeen> situation(QubeName netvm) {
        List<String> lines = look.run(iptables ? new IptablesSave(net) : new NftList(net));
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        zones.add(Zone.netQube(netvm.value()));
        links.forEach(this::port);
        if (ports.stream().noneMatch(port -> port.name().equals(Topology.LOOPBACK))) {
            ports.add(Port.of(Topology.LOOPBACK, 0, List.of(Cidr.of("127.0.0.1/8"))));
        }
        look.survey().qubes().values().stream()
                .filter(qube -> netvm.equals(qube.netvm()))
                .forEach(this::qube);
        links.stream().filter(link -> !link.isVif()).forEach(this::networks);
        String text = String.join("\n", lines) + "\n";
        RulesText rules = iptables ? RulesText.iptables(text) : RulesText.nftables(text);
        boolean netfilter = look.run(new GetBridgeSwitch(net, BridgeSwitch.IPTABLES)).stream()
                .anyMatch(line -> line.strip().equals("1"));
        Map<Ipv4Address, String> neighbours = new HashMap<>();
        int filter = switches.reversePathFilter();
        Situation situation = new Situation(
                Ruleset.read(List.of(rules)), new Topology(ports, routes, true, netfilter, filter, neighbours), zones);
        return Optional.of(new NetQubeSeen(situation, switches.assumed()));
    }

    private void port(Link link) {
        InterfaceName master = link.master();
        boolean routedVif = link.isVif() && master == null;
        ports.add(new Port(
                link.name().value(),
                switches.group(link, links.size(), routedVif && !iptables ? ExposureOfPlan.DOWNSTREAM : 0),
                link.isBridge(),
                master == null ? null : master.value(),
                link.addresses(),
                routedVif));
    }

    private void qube(QubeReport qube) {
        String vif = "vif" + qube.xid() + ".0";
        Optional<Link> link =
                links.stream().filter(each -> each.name().value().equals(vif)).findFirst();
        Ipv4Address ip = qube.ip();
        if (link.isEmpty()) {
            return;
        }
        if (link.get().master() != null) {
            zones.add(Zone.bridged(qube.name().value(), vif, null));
        } else if (ip != null) {
            routes.add(new Route(new Cidr(ip, 32), null, vif));
            zones.add(Zone.routed(qube.name().value(), vif, ip));
        }
    }

    /** The networks at a card or bridge; the first of them leads to the internet too. */
    private void networks(Link link) {
        for (Cidr address : link.addresses()) {
            if (address.prefix() < 32 && !link.name().value().equals(Topology.LOOPBACK)) {
                boolean first = routes.stream().noneMatch(route -> route.to().prefix() == 0);
                String dev = link.name().value();
                routes.add(new Route(new Cidr(address.network(), address.prefix()), null, dev));
                if (first) {
                    routes.add(new Route(ExposureOfPlan.EVERYWHERE, ExposureOfPlan.router(address), dev));
                    String card = uplink(dev);
                    zones.add(Zone.lan(card, address));
                    zones.add(Zone.internet(card));
                }
            }
        }
    }

    private String uplink(String dev) {
        return links.stream()
                .filter(link -> link.master() != null && link.master().value().equals(dev) && !link.isVif())
                .map(link -> link.name().value())
                .findFirst()
                .orElse(dev);
    }
}
