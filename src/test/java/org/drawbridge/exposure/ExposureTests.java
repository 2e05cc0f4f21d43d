package org.drawbridge.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drawbridge.exposure.Topology.Port;
import org.drawbridge.exposure.Topology.Route;
import org.drawbridge.name.Cidr;
import org.drawbridge.name.Ipv4Address;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What a bridge profile opens, on the rules of the seed recipe and on hardened ones. */
class ExposureTests {

    private static final String SEED_RULE = "-A FORWARD -i bridge+ -j ACCEPT";
    private static final String HARDENED_RULE = "-A FORWARD -m physdev --physdev-is-bridged -j ACCEPT";

    @Test
    void lanOpensConnectionsIntoRoutedQubesWhenTheSeedRuleIsUsed() throws IOException {
        Comparison comparison = Exposure.compare(routed(), bridged(SEED_RULE, false));

        assertThat(comparison.opened())
                .contains(new Change(
                        "LAN",
                        "work",
                        "any",
                        "any",
                        "drop",
                        "accept",
                        "filter FORWARD: -j DROP",
                        "filter FORWARD: -i bridge+ -j ACCEPT"));
        assertThat(comparison.opened())
                .anySatisfy(change -> assertThat(change)
                        .extracting(Change::from, Change::to, Change::verdictAfter)
                        .containsExactly("untrusted", "personal", "accept"));
        assertThat(comparison.openedSentences())
                .contains("Any host on the LAN can open connections of any kind to work, personal and 2 more.");
        assertThat(comparison.protectionsLost())
                .extracting(Consequence::code)
                .contains("qube-firewall-lost", "anti-spoofing-lost", "routed-qubes-exposed");
    }

    @Test
    void routedQubesStayShieldedWhenTheHardenedRuleIsUsed() throws IOException {
        for (boolean bridgeNetfilter : List.of(false, true)) {
            Comparison comparison = Exposure.compare(routed(), bridged(HARDENED_RULE, bridgeNetfilter));

            assertThat(comparison.opened())
                    .extracting(Change::to)
                    .doesNotContain("work", "personal")
                    .contains("untrusted");
            assertThat(comparison.opened())
                    .filteredOn(change -> change.to().equals("untrusted"))
                    .extracting(Change::from)
                    .contains("LAN", "internet");
        }
    }

    @Test
    void nothingIsOpenedOrClosedWhenNothingChanges() throws IOException {
        Comparison comparison = Exposure.compare(routed(), routed());

        assertThat(comparison.opened()).isEmpty();
        assertThat(comparison.closed()).isEmpty();
        assertThat(comparison.consequences()).isEmpty();
    }

    @Test
    void linesSayWhatIsOpenedAndLostWhenTheyAreWrittenForAScript() throws IOException {
        List<String> lines = ExposureText.lines(Exposure.compare(routed(), bridged(SEED_RULE, false)));

        assertThat(lines)
                .contains("Opens:", "Loses:", "Besides:")
                .contains("  Any host on the LAN can open connections of any kind to work, personal and 2 more.");
        assertThat(ExposureText.lines(Exposure.compare(routed(), routed())))
                .containsExactly("Nothing new can be reached, and no protection is lost.");
    }

    @Test
    void translationIsLostWhenItsRangeMissesTheRoutedQubes() throws IOException {
        Situation was = routed();
        Situation now = new Situation(
                Ruleset.read(
                        List.of(RulesText.iptables(rules().replace("-j MASQUERADE", "-s 10.9.9.0/24 -j MASQUERADE")))),
                was.topology(),
                was.zones());

        assertThat(Exposure.compare(was, now).protectionsLost()).singleElement().satisfies(loss -> {
            assertThat(loss.code()).isEqualTo("address-translation-lost");
            assertThat(loss.qubes()).containsExactly("work", "personal", "untrusted");
            assertThat(loss.sentence()).startsWith("Packets of work, personal and untrusted leave with their own");
        });
    }

    @Test
    void linesStayCommentsWhenASentenceIsHostile() {
        Comparison hostile = new Comparison(
                List.of(),
                List.of(),
                List.of("a\nrm -rf /\u2028b\u202e" + "x".repeat(9_000)),
                List.of(),
                List.of(),
                Matrix.NONE);

        assertThat(ExposureText.lines(hostile))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(500).doesNotContain("\n", "\u2028", "\u202e"));
    }

    @Test
    void classesAreFewWhenATrafficIsTreatedAlike() throws IOException {
        Situation situation = routed();
        List<TrafficClass> classes = Exposure.traffic(
                situation, situation.zones().get(0), situation.zones().get(3));

        assertThat(classes)
                .contains(new TrafficClass(
                        "any",
                        "any",
                        Set.of(Packet.State.NEW),
                        Walk.Verdict.ACCEPT,
                        "filter FORWARD: -i vif+ -j ACCEPT",
                        true))
                .allSatisfy(each -> assertThat(each.protocol()).isEqualTo("any"));
    }

    private static Situation routed() throws IOException {
        List<Port> ports = List.of(
                Port.of("lo", 0, List.of(Cidr.of("127.0.0.1/8"))),
                Port.of("eth0", 0, List.of(Cidr.of("192.168.50.196/24"))),
                vif("vif1.0"),
                vif("vif3.0"),
                vif("vif2.0"));
        return new Situation(
                Ruleset.read(List.of(RulesText.iptables(rules()))),
                topology(ports, "eth0", false),
                zones("eth0", Zone.routed("untrusted", "vif2.0", Ipv4Address.of("10.137.1.13"))));
    }

    private static Situation bridged(String rule, boolean bridgeNetfilter) throws IOException {
        List<Port> ports = List.of(
                Port.of("lo", 0, List.of(Cidr.of("127.0.0.1/8"))),
                Port.ofBridge("bridge0", List.of(Cidr.of("192.168.50.196/24"))),
                Port.of("eth0", 0, List.of()).in("bridge0"),
                vif("vif1.0"),
                vif("vif3.0"),
                vif("vif2.0").in("bridge0"));
        String text = rules().replace("-A FORWARD -j DROP", rule + "\n-A FORWARD -j DROP")
                .replace(
                        "-A POSTROUTING -j MASQUERADE",
                        "-A POSTROUTING -m iprange --src-range 10.137.1.0-10.137.2.255 -j MASQUERADE");
        return new Situation(
                Ruleset.read(List.of(RulesText.iptables(text))),
                topology(ports, "bridge0", bridgeNetfilter),
                zones("eth0", Zone.bridged("untrusted", "vif2.0", null)));
    }

    private static Port vif(String name) {
        return Port.of(name, 0, List.of(Cidr.of("10.137.1.1/32")));
    }

    private static Topology topology(List<Port> ports, String lan, boolean bridgeNetfilter) {
        List<Route> routes = List.of(
                new Route(Cidr.of("10.137.1.11/32"), null, "vif1.0"),
                new Route(Cidr.of("10.137.1.12/32"), null, "vif3.0"),
                new Route(Cidr.of("10.137.1.13/32"), null, "vif2.0"),
                new Route(Cidr.of("192.168.50.0/24"), null, lan),
                new Route(Cidr.of("0.0.0.0/0"), Ipv4Address.of("192.168.50.1"), lan));
        return new Topology(
                ports,
                lan.equals("eth0")
                        ? routes
                        : routes.stream()
                                .filter(each -> !each.dev().equals("vif2.0"))
                                .toList(),
                true,
                bridgeNetfilter,
                0,
                Map.of());
    }

    private static List<Zone> zones(String uplink, Zone third) {
        return List.of(
                Zone.routed("work", "vif1.0", Ipv4Address.of("10.137.1.11")),
                Zone.routed("personal", "vif3.0", Ipv4Address.of("10.137.1.12")),
                third,
                Zone.internet(uplink),
                Zone.lan(uplink, Cidr.of("192.168.50.0/24")),
                Zone.netQube("sys-net"));
    }

    private static String rules() throws IOException {
        String file = Files.readString(Path.of("src/test/resources/kernel-verdicts/r2-stock_routed_0_legacy.json"));
        return JsonMapper.shared().readTree(file).path("ruleset").path("text").asString();
    }
}
