package org.drawbridge.plan.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.drawbridge.exposure.Situation;
import org.drawbridge.exposure.Topology.Port;
import org.drawbridge.exposure.Zone;
import org.drawbridge.host.Release;
import org.drawbridge.host.lab.LabCall.Operation;
import org.drawbridge.host.lab.LabFault;
import org.drawbridge.host.lab.LabFault.Kind;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.NetQubeSeen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A running net qube as it is: who is around it, and through which cards. */
class NetQubeNowTests extends Traps {

    @ParameterizedTest
    @EnumSource(Release.class)
    void stockNetQubeHasItsRoutedQubesAndTheLan(Release release) {
        Situation now = look(on(release)).orElseThrow();

        assertThat(now.zones())
                .extracting(Zone::name)
                .contains(release == Release.R2B2 ? "firewallvm" : "sys-firewall", "LAN", "internet");
        assertThat(now.topology().ports()).extracting(Port::name).contains("lo");
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void netQubeWithABridgeHasItsQubeOnTheBridge(Release release) {
        LabPlans plans = on(release);
        plans.run(plans.apply(Profiled.on(plans.netvm())));

        Situation now = look(plans).orElseThrow();

        assertThat(now.zones()).extracting(Zone::name).contains("work", "LAN", "internet");
        assertThat(now.topology().ports()).anySatisfy(port -> {
            assertThat(port.name()).startsWith("vif");
            assertThat(port.master()).isEqualTo("bridge0");
        });
    }

    @Test
    void haltedNetQubeCannotBeSeen() {
        LabPlans plans = on(Release.R4_2);

        assertThat(NetQubeNow.look(plans.lab(), Release.R4_2, QubeName.of("sys-net-disp")))
                .isEmpty();
    }

    @Test
    void netQubeWhoseRulesCannotBeSeenIsNotJudged() {
        LabPlans plans = on(Release.R4_2);
        plans.lab()
                .faults()
                .add(LabFault.at(Kind.FAIL, Operation.COMMAND, "nft", 1).lasting());

        assertThat(look(plans)).isEmpty();
    }

    private static Optional<Situation> look(LabPlans plans) {
        return NetQubeNow.look(plans.lab(), plans.lab().release(), QubeName.of(plans.netvm()))
                .map(NetQubeSeen::situation);
    }
}
