package org.drawbridge.exposure.reach;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.drawbridge.exposure.Change;
import org.drawbridge.exposure.Consequence;
import org.drawbridge.exposure.Situation;
import org.drawbridge.exposure.Zone;
import org.drawbridge.exposure.Zone.Kind;

/** What follows from a change that no single IP rule says: layer 2, and protections that are lost. */
final class Consequences {

    private final Situation before;
    private final Situation after;
    private final List<Consequence> all = new ArrayList<>();

    private Consequences(Situation before, Situation after) {
        this.before = before;
        this.after = after;
    }

    /** @param bare routed qubes whose packets to the internet lost their translation */
    static List<Consequence> of(
            Situation before, Situation after, List<Change> opened, List<Change> closed, List<String> bare) {
        Consequences consequences = new Consequences(before, after);
        consequences.layerTwo();
        consequences.routedShield(opened);
        consequences.routing(opened);
        consequences.updates(closed);
        consequences.bridgeNetfilter();
        consequences.translation(bare);
        return consequences.all;
    }

    private void layerTwo() {
        Set<String> bridgedBefore = names(before, Kind.BRIDGED_QUBE).stream().collect(Collectors.toUnmodifiableSet());
        List<String> bridged = names(after, Kind.BRIDGED_QUBE).stream()
                .filter(name -> !bridgedBefore.contains(name))
                .toList();
        if (bridged.isEmpty()) {
            return;
        }
        String who = Names.list(bridged);
        note(
                "layer2-sees-broadcast",
                bridged,
                "sees the LAN's broadcast and multicast traffic, and now and then"
                        + " frames that are meant for others");
        note(
                "layer2-claims-addresses",
                bridged,
                "can claim any IP or MAC address on the LAN, the router's and the net"
                        + " qube's too, and so take over the traffic of others");
        note(
                "layer2-answers-dhcp",
                bridged,
                "can answer DHCP and router requests and so tell hosts on the LAN where to" + " send their traffic");
        note("layer2-sends-any-frame", bridged, "can send frames of every kind to the LAN, such as spanning tree ones");
        lost("qube-firewall-lost", bridged, "The qvm-firewall rules of " + who + " do not hold on the bridge.");
        lost("anti-spoofing-lost", bridged, "Qubes' anti-spoofing does not hold for " + who + " on the bridge.");
    }

    private void routedShield(List<Change> opened) {
        Set<String> routed = names(after, Kind.ROUTED_QUBE).stream().collect(Collectors.toUnmodifiableSet());
        Set<String> outside = after.zones().stream()
                .filter(zone ->
                        zone.kind() == Kind.LAN || zone.kind() == Kind.INTERNET || zone.kind() == Kind.BRIDGED_QUBE)
                .map(Zone::name)
                .collect(Collectors.toUnmodifiableSet());
        List<String> exposed = opened.stream()
                .filter(change -> outside.contains(change.from()) && routed.contains(change.to()))
                .map(Change::to)
                .distinct()
                .toList();
        if (!exposed.isEmpty()) {
            lost(
                    "routed-qubes-exposed",
                    exposed,
                    "Connections can be opened from the bridge into " + Names.list(exposed)
                            + ", which the net qube refused before.");
        }
    }

    /** Hosts of the LAN that come to the internet by way of the net qube, which did not route for them. */
    private void routing(List<Change> opened) {
        boolean routes = opened.stream()
                .anyMatch(change -> change.from().equals(Zone.LAN)
                        && change.to().equals(Zone.INTERNET)
                        && change.verdictAfter().equals("accept"));
        if (routes) {
            lost(
                    "net-qube-routes-lan",
                    names(after, Kind.NET_QUBE),
                    "The net qube passes packets of hosts on the LAN on to other networks: it was no router for them before.");
        }
    }

    private void updates(List<Change> closed) {
        boolean cut = closed.stream()
                .anyMatch(change ->
                        change.from().equals(Zone.UPDATES) && change.to().equals(Zone.INTERNET));
        if (cut) {
            all.add(new Consequence(
                    "dom0-updates-cut",
                    false,
                    List.of(),
                    "dom0 gets no updates, or not all: its update qube no longer reaches the internet as before."));
        }
    }

    private void bridgeNetfilter() {
        boolean bridged = after.topology().ports().stream().anyMatch(port -> port.master() != null);
        if (bridged && after.topology().bridgeNetfilter()) {
            all.add(new Consequence(
                    "bridge-netfilter",
                    false,
                    names(after, Kind.BRIDGED_QUBE),
                    "Bridged frames meet the net qube's IP rules, since bridge-nf-call-iptables is on: they may be"
                            + " dropped, or leave with the net qube's address."));
        }
    }

    /** Routed qubes whose packets to the internet showed the net qube's address before, and now show their own. */
    private void translation(List<String> bare) {
        if (!bare.isEmpty()) {
            lost(
                    "address-translation-lost",
                    bare,
                    "Packets of " + Names.list(bare)
                            + " leave with their own addresses: answers do not find the way back, and the LAN sees them.");
        }
    }

    private static List<String> names(Situation situation, Kind kind) {
        return situation.zones().stream()
                .filter(zone -> zone.kind() == kind)
                .map(Zone::name)
                .toList();
    }

    private void note(String code, List<String> qubes, String does) {
        all.add(new Consequence(code, false, qubes, Names.list(qubes) + " " + does + "."));
    }

    private void lost(String code, List<String> qubes, String sentence) {
        all.add(new Consequence(code, true, qubes, sentence));
    }
}
