package org.drawbridge.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drawbridge.exposure.Topology.Port;
import org.drawbridge.exposure.Topology.Route;
import org.drawbridge.name.Cidr;
import org.drawbridge.name.Ipv4Address;
import org.junit.jupiter.api.Test;

/** The traffic between two zones is told in classes of which no two could be one. */
class TrafficClassTests {

    private static final int ROUNDS = 60;

    @Test
    void noTwoClassesCouldBeOneWhateverTheRulesAre() {
        long seed = System.nanoTime();
        int seen = 0;
        for (int i = 0; i < ROUNDS; i++) {
            Situation situation = situation(new RandomIptables(new Dice(seed + i), "").text());
            for (Traffic traffic : Exposure.traffic(situation)) {
                List<TrafficClass> classes = traffic.classes();
                seen += classes.size();
                for (int a = 0; a < classes.size(); a++) {
                    for (int b = a + 1; b < classes.size(); b++) {
                        assertThat(couldBeOne(classes.get(a), classes.get(b)))
                                .as("seed %d: %s and %s", seed + i, classes.get(a), classes.get(b))
                                .isFalse();
                    }
                }
            }
        }
        assertThat(seen).isGreaterThan(ROUNDS);
    }

    @Test
    void everyPairOfZonesIsToldAndEveryStateIsInAClass() {
        Situation situation = situation("""
                *filter
                :INPUT DROP
                :FORWARD ACCEPT
                :OUTPUT ACCEPT
                -A FORWARD -p tcp -m tcp --dport 22 -m state --state NEW -j DROP
                COMMIT
                """);
        List<Traffic> all = Exposure.traffic(situation);

        assertThat(all).hasSize(situation.zones().size() * (situation.zones().size() - 1));
        Traffic out = all.stream()
                .filter(each -> each.from().equals("work") && each.to().equals(Zone.INTERNET))
                .findFirst()
                .orElseThrow();
        Set<Packet.State> states = EnumSet.noneOf(Packet.State.class);
        out.classes().forEach(each -> states.addAll(each.states()));
        assertThat(states).containsExactlyInAnyOrder(Packet.State.values());
        assertThat(out.classes())
                .anySatisfy(each -> {
                    assertThat(each.protocol() + " " + each.ports() + " " + each.states())
                            .isEqualTo("tcp 22 [NEW]");
                    assertThat(each.verdict()).isEqualTo(Walk.Verdict.DROP);
                })
                .anySatisfy(
                        each -> assertThat(each.protocol() + " " + each.ports()).isEqualTo("tcp 0-21, 23-65535"));
    }

    private static boolean couldBeOne(TrafficClass one, TrafficClass other) {
        boolean end = one.verdict() == other.verdict()
                && one.decidedBy().equals(other.decidedBy())
                && one.sourceRewritten() == other.sourceRewritten();
        boolean sameStates = one.states().equals(other.states());
        boolean sameProtocol = one.protocol().equals(other.protocol());
        boolean samePorts = one.ports().equals(other.ports());
        return end && sameProtocol && (sameStates || samePorts);
    }

    private static Situation situation(String rules) {
        List<Port> ports = new ArrayList<>(List.of(
                Port.of("lo", 0, List.of(Cidr.of("127.0.0.1/8"))),
                Port.ofBridge("bridge0", List.of(Cidr.of("192.168.50.196/24"))),
                Port.of("eth0", 0, List.of()).in("bridge0"),
                Port.of("vif2.0", 0, List.of()).in("bridge0"),
                new Port("vif1.0", 0, false, null, List.of(Cidr.of("10.137.0.5/32")), true)));
        List<Route> routes = List.of(
                new Route(Cidr.of("10.137.0.11/32"), null, "vif1.0"),
                new Route(Cidr.of("192.168.50.0/24"), null, "bridge0"),
                new Route(Cidr.of("0.0.0.0/0"), Ipv4Address.of("192.168.50.1"), "bridge0"));
        List<Zone> zones = List.of(
                Zone.lan("eth0", Cidr.of("192.168.50.196/24")),
                Zone.internet("eth0"),
                Zone.netQube("sys-net"),
                Zone.routed("work", "vif1.0", Ipv4Address.of("10.137.0.11")),
                Zone.bridged("lab", "vif2.0", null),
                Zone.updates("vif1.0", Ipv4Address.of("10.137.0.11")));
        return new Situation(
                Ruleset.read(List.of(RulesText.iptables(rules))),
                new Topology(ports, routes, true, false, 0, Map.of()),
                zones);
    }
}
