package org.drawbridge.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.drawbridge.host.PropertyValue;
import org.drawbridge.host.QubeReport;
import org.drawbridge.inventory.Bridge;
import org.drawbridge.inventory.Qube;
import org.drawbridge.name.BridgeName;
import org.drawbridge.name.InterfaceName;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.AppliedArtifact;
import org.drawbridge.plan.AppliedBridge;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;
import org.junit.jupiter.api.Test;

/** Who is in a bridge and should not be, who should be and is not, and who inherited it. */
class StraysTests {

    private static final QubeName NET = QubeName.of("sys-net");
    private static final QubeName WORK = QubeName.of("work");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Strays strays = new Strays(
            List.of(new AppliedBridge(
                    1, "office", new UUID(0, 1), NOW, NET, BridgeName.of("bridge0"), InterfaceName.of("ens6"))),
            List.of(
                    applied(new Artifact.Feature(WORK, "drawbridge-bridge"), "bridge0"),
                    applied(new Artifact.Property(WORK, "mac"), "00:16:3e:14:70:fb")));

    @Test
    void bridgeWithItsCardAndItsQubeIsAsItShouldBe() {
        assertThat(strays.ports(
                        List.of(bridge(port("ens6", null), port("vif5.0", WORK))),
                        List.of(qube(NET, "Running"), qube(WORK, "Running"))))
                .isEmpty();
        assertThat(strays.ports(
                        List.of(bridge(port("ens6", null))), List.of(qube(NET, "Running"), qube(WORK, "Halted"))))
                .as("a halted qube has no port")
                .isEmpty();
        assertThat(strays.ports(List.of(), List.of(qube(NET, "Halted"), qube(WORK, "Running"))))
                .as("nothing is to be seen in a halted net qube")
                .isEmpty();
    }

    @Test
    void portsThatNobodyPutThereAreUnexpected() {
        assertThat(strays.ports(
                        List.of(bridge(
                                port("ens6", null),
                                port("vif5.0", WORK),
                                port("vif9.0", QubeName.of("vault")),
                                port("tap0", null))),
                        List.of(qube(NET, "Running"), qube(WORK, "Running"))))
                .extracting(each -> each.kind().word() + " " + each.artifact())
                .containsExactly("unexpected port:sys-net:bridge0/vault", "unexpected port:sys-net:bridge0/tap0");
    }

    @Test
    void cardQubeOrBridgeThatIsNotThereIsMissing() {
        assertThat(strays.ports(List.of(bridge()), List.of(qube(NET, "Running"), qube(WORK, "Running"))))
                .extracting(each -> each.kind().word() + " " + each.artifact())
                .containsExactly("missing port:sys-net:bridge0/work", "missing port:sys-net:bridge0/ens6");
        assertThat(strays.ports(List.of(), List.of(qube(NET, "Running"), qube(WORK, "Running"))))
                .extracting(each -> each.kind().word() + " " + each.artifact())
                .containsExactly("missing port:sys-net:bridge0");
    }

    @Test
    void cloneThatInheritedTheBridgeAndTheAddressIsTold() {
        assertThat(strays.heirs(
                        List.of(report(WORK, "00:16:3e:14:70:fb"), report(QubeName.of("twin"), "00:16:3E:14:70:FB"))))
                .singleElement()
                .satisfies(each -> assertThat(each.cause())
                        .contains(
                                "No plan put twin on bridge0", "the address of work too", "qvm-features --unset twin"));
    }

    private static AppliedArtifact applied(Artifact artifact, String value) {
        return new AppliedArtifact(
                1,
                "office",
                new UUID(0, 1),
                NOW,
                artifact,
                new Content.Setting("", true),
                new Content.Setting(value, false));
    }

    private static Bridge bridge(Bridge.Port... ports) {
        return new Bridge(NET, InterfaceName.of("bridge0"), null, true, List.of(), List.of(ports));
    }

    private static Bridge.Port port(String name, QubeName qube) {
        return new Bridge.Port(InterfaceName.of(name), null, qube == null && name.startsWith("ens"), qube);
    }

    private static Qube qube(QubeName name, String state) {
        return new Qube(
                name,
                "AppVM",
                "red",
                state,
                null,
                name.equals(NET) ? null : NET,
                null,
                null,
                name.equals(NET),
                3,
                "pvh",
                List.of());
    }

    private static QubeReport report(QubeName name, String mac) {
        return new QubeReport(
                name,
                "AppVM",
                "red",
                "Halted",
                null,
                NET,
                null,
                null,
                false,
                -1,
                "pvh",
                new TreeMap<>(Map.of("mac", new PropertyValue(mac, false))),
                new TreeMap<>(Map.of("drawbridge-bridge", "bridge0")));
    }
}
