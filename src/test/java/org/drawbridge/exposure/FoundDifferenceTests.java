package org.drawbridge.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.drawbridge.exposure.Topology.Port;
import org.drawbridge.exposure.Topology.Route;
import org.drawbridge.name.Cidr;
import org.drawbridge.name.Ipv4Address;
import org.junit.jupiter.api.Test;

/** What random rules once found to end otherwise in the kernel; each was seen there with real packets. */
class FoundDifferenceTests {

    private static final int TCP = 6;
    private static final int ICMP = 1;

    @Test
    void stateIsKnownBeforeTrackingWhenAPacketComesBackByLoopback() {
        String rules = """
                *raw
                :PREROUTING ACCEPT
                :OUTPUT ACCEPT
                -A PREROUTING -m conntrack --ctstate NEW -j DROP
                COMMIT
                """;

        assertThat(walk(RulesText.iptables(rules), own("192.168.50.196")).verdict())
                .isEqualTo(Walk.Verdict.DROP);
        assertThat(walk(RulesText.iptables(rules), packet(TCP, 22)).verdict()).isEqualTo(Walk.Verdict.ACCEPT);
    }

    @Test
    void portsAreNotKnownWhenTheProtocolHasNone() {
        String rules = """
                table netdev made-up {
                  chain in {
                    type filter hook ingress device "vif1.0" priority 0; policy accept;
                    th sport 1024-65535 drop
                  }
                }
                """;

        assertThat(walk(RulesText.nftables(rules), packet(ICMP, 0)).verdict()).isEqualTo(Walk.Verdict.UNKNOWN);
    }

    @Test
    void connectionKeepsTypesInPlaceOfPortsWhenItIsOfIcmp() {
        String rules = """
                *filter
                :INPUT ACCEPT
                :FORWARD ACCEPT
                :OUTPUT ACCEPT
                -A FORWARD -m conntrack --ctorigdstport 1024:65535 -j DROP
                COMMIT
                """;

        assertThat(walk(RulesText.iptables(rules), packet(ICMP, 0)).verdict()).isEqualTo(Walk.Verdict.UNKNOWN);
        assertThat(walk(RulesText.iptables(rules), packet(TCP, 22)).verdict()).isEqualTo(Walk.Verdict.ACCEPT);
        assertThat(walk(RulesText.iptables(rules), packet(TCP, 5000)).verdict()).isEqualTo(Walk.Verdict.DROP);
    }

    @Test
    void marksAreFollowedFromTheRuleThatWritesThem() {
        String rules = """
                *mangle
                :PREROUTING ACCEPT
                -A PREROUTING -p tcp -m tcp --dport 22 -j MARK --set-xmark 0x100/0xff00
                -A PREROUTING -j CONNMARK --save-mark --nfmask 0xff00 --ctmask 0xff00
                COMMIT
                *filter
                :INPUT ACCEPT
                :FORWARD DROP
                :OUTPUT ACCEPT
                -A FORWARD -m mark --mark 0x100/0x100 -m connmark --mark 0x100/0xff00 -j ACCEPT
                COMMIT
                """;

        assertThat(walk(RulesText.iptables(rules), packet(TCP, 22)).verdict()).isEqualTo(Walk.Verdict.ACCEPT);
        assertThat(walk(RulesText.iptables(rules), packet(TCP, 23)).verdict()).isEqualTo(Walk.Verdict.DROP);
        String nft = """
                table ip t {
                  chain f {
                    type filter hook forward priority 0; policy drop;
                    tcp dport 22 meta mark set meta mark or 0x300
                    meta mark & 0x300 == 0x300 ct mark set mark
                    ct mark 0x300 ct original ip saddr 10.137.0.11 accept
                  }
                }
                """;
        assertThat(walk(RulesText.nftables(nft), packet(TCP, 22)).verdict()).isEqualTo(Walk.Verdict.ACCEPT);
        assertThat(walk(RulesText.nftables(nft), packet(TCP, 23)).verdict()).isEqualTo(Walk.Verdict.DROP);
    }

    @Test
    void setThatRulesChangeMakesAnAnswerUnknown() {
        String nft = """
                table ip t {
                  set seen { type ipv4_addr; flags dynamic; }
                  chain f {
                    type filter hook forward priority 0; policy accept;
                    add @seen { ip saddr }
                    limit rate 5/second log prefix "x"
                    ip saddr @seen drop
                  }
                }
                """;

        assertThat(walk(RulesText.nftables(nft), packet(TCP, 22)).reason()).contains("seen", "rules change it");
    }

    @Test
    void insertedRulesStandWhereTheirNumberSays() {
        String rules = """
                *filter
                :FORWARD ACCEPT
                -A FORWARD -j ACCEPT
                -I FORWARD -p tcp -m tcp --dport 22 -j DROP
                -I FORWARD 2 -p tcp -m tcp --dport 23 -j DROP
                COMMIT
                """;

        Walk walk = walk(RulesText.iptables(rules), packet(TCP, 23));
        assertThat(walk.decidedBy()).singleElement().satisfies(step -> {
            assertThat(step.number()).isEqualTo(2);
            assertThat(step.text()).isEqualTo("-p tcp -m tcp --dport 23 -j DROP");
        });
        assertThat(walk(RulesText.iptables(rules), packet(TCP, 22)).verdict()).isEqualTo(Walk.Verdict.DROP);
        assertThat(walk(RulesText.iptables(rules), packet(TCP, 24)).verdict()).isEqualTo(Walk.Verdict.ACCEPT);
    }

    private static Walk walk(RulesText rules, Packet packet) {
        List<Port> ports = List.of(
                Port.of("lo", 0, List.of(Cidr.of("127.0.0.1/8"))),
                Port.of("eth0", 0, List.of(Cidr.of("192.168.50.196/24"))),
                new Port("vif1.0", 2, false, null, List.of(Cidr.of("10.137.0.5/32")), true));
        List<Route> routes = List.of(
                new Route(Cidr.of("10.137.0.11/32"), null, "vif1.0"),
                new Route(Cidr.of("192.168.50.0/24"), null, "eth0"),
                new Route(Cidr.of("0.0.0.0/0"), Ipv4Address.of("192.168.50.1"), "eth0"));
        Topology topology = new Topology(ports, routes, true, false, 0, Map.of());
        return new PacketWalk(Ruleset.read(List.of(rules)), topology).walk(packet);
    }

    private static Packet packet(int protocol, int port) {
        boolean icmp = protocol == ICMP;
        return new Packet(
                "vif1.0",
                Packet.SELF,
                Ipv4Address.of("10.137.0.11"),
                Ipv4Address.of("198.51.100.1"),
                protocol,
                /* sourcePort= */ icmp ? 0 : 40_000,
                /* destinationPort= */ port,
                icmp ? 8 * 256 : 0,
                Packet.State.NEW,
                false,
                Packet.USUAL_TTL);
    }

    private static Packet own(String destination) {
        return new Packet(
                Packet.OWN,
                Packet.SELF,
                Ipv4Address.of("192.168.50.196"),
                Ipv4Address.of(destination),
                TCP,
                /* sourcePort= */ 40_000,
                /* destinationPort= */ 22,
                0,
                Packet.State.NEW,
                false,
                Packet.USUAL_TTL);
    }
}
