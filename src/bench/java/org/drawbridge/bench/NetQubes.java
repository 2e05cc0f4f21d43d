package org.drawbridge.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.drawbridge.exposure.RulesText;
import org.drawbridge.exposure.Ruleset;
import org.drawbridge.exposure.Situation;
import org.drawbridge.exposure.Topology;
import org.drawbridge.exposure.Topology.Port;
import org.drawbridge.exposure.Topology.Route;
import org.drawbridge.exposure.Zone;
import org.drawbridge.name.Cidr;
import org.drawbridge.name.Ipv4Address;

/** Net qubes of any size with Qubes' iptables rules: anti-spoofing of each qube, and firewall rules of each up to a number. */
record NetQubes(int qubes, int rules) {

    private static final int OWN = 20;
    private static final String HEAD =
            """
            *filter
            :INPUT DROP [0:0]
            :FORWARD DROP [0:0]
            :OUTPUT ACCEPT [0:0]
            :QBS-FORWARD - [0:0]
            -A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
            -A INPUT -i vif+ -p icmp -j ACCEPT
            -A INPUT -i lo -j ACCEPT
            -A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
            -A FORWARD -j QBS-FORWARD
            """;
    private static final String TAIL =
            """
            -A FORWARD -i vif+ -o vif+ -j DROP
            -A FORWARD -i vif+ -j ACCEPT
            %s-A FORWARD -j DROP
            COMMIT
            *nat
            :PREROUTING ACCEPT [0:0]
            :OUTPUT ACCEPT [0:0]
            :POSTROUTING ACCEPT [0:0]
            -A POSTROUTING -o vif+ -j ACCEPT
            -A POSTROUTING -o lo -j ACCEPT
            -A POSTROUTING -s 10.137.0.0/16 -j MASQUERADE
            COMMIT
            """;

    /** All qubes routed. */
    Situation before() {
        return situation(false);
    }

    /** The first qube on a bridge, by the recipe of the seed. */
    Situation after() {
        return situation(true);
    }

    private Situation situation(boolean bridged) {
        String text = text(bridged ? "-A FORWARD -i bridge+ -j ACCEPT\n" : "");
        List<Port> ports = new ArrayList<>(List.of(Port.of("lo", 0, List.of(Cidr.of("127.0.0.1/8")))));
        List<Route> routes = new ArrayList<>();
        List<Zone> zones = new ArrayList<>(List.of(
                Zone.lan("eth0", Cidr.of("192.168.50.196/24")), Zone.internet("eth0"), Zone.netQube("sys-net")));
        if (bridged) {
            ports.add(Port.ofBridge("bridge0", List.of(Cidr.of("192.168.50.196/24"))));
            ports.add(Port.of("eth0", 0, List.of()).in("bridge0"));
        } else {
            ports.add(Port.of("eth0", 0, List.of(Cidr.of("192.168.50.196/24"))));
        }
        for (int i = 0; i < qubes; i++) {
            Port vif = Port.of(vif(i), 0, List.of(Cidr.of("10.137.0.1/32")));
            boolean onBridge = bridged && i == 0;
            ports.add(onBridge ? vif.in("bridge0") : vif);
            if (!onBridge) {
                routes.add(new Route(new Cidr(address(i), 32), null, vif(i)));
            }
            zones.add(onBridge ? Zone.bridged("qube-0", vif(i), null) : Zone.routed("qube-" + i, vif(i), address(i)));
        }
        String lan = bridged ? "bridge0" : "eth0";
        routes.add(new Route(Cidr.of("192.168.50.0/24"), null, lan));
        routes.add(new Route(Cidr.of("0.0.0.0/0"), Ipv4Address.of("192.168.50.1"), lan));
        Topology topology = new Topology(ports, routes, true, false, 0, Map.of());
        return new Situation(Ruleset.read(List.of(RulesText.iptables(text))), topology, zones);
    }

    private String text(String more) {
        StringBuilder text = new StringBuilder(HEAD);
        int left = Math.max(0, rules - OWN - 2 * qubes);
        for (int i = 0; i < left; i++) {
            String source = address(i % qubes).toString();
            text.append("-A QBS-FORWARD -s ").append(source).append("/32 -d 203.0.").append(i % 250);
            text.append(".0/24 -p tcp -m tcp --dport ").append(1 + i % 60_000).append(" -j DROP\n");
        }
        text.append(TAIL.formatted(more)).append("*raw\n:PREROUTING ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n");
        for (int i = 0; i < Math.min(qubes, rules); i++) {
            text.append("-A PREROUTING -s ").append(address(i)).append("/32 ! -i vif+ -j DROP\n");
            text.append("-A PREROUTING ! -s ").append(address(i)).append("/32 -i ").append(vif(i)).append(" -j DROP\n");
        }
        return text.append("COMMIT\n").toString();
    }

    static String vif(int number) {
        return "vif" + (number + 1) + ".0";
    }

    static Ipv4Address address(int number) {
        return Ipv4Address.of("10.137." + (1 + number / 200) + "." + (2 + number % 200));
    }
}
