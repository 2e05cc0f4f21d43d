package org.drawbridge.plan.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Place;
import org.drawbridge.host.Release;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.Step;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A profile with the seed's rules on R2B2 gives what the seed page does by hand, word for word. */
class SeedRecipeTests {

    private static final Place TEMPLATE = Place.in(QubeName.of("fedora-x86_64"));

    private static final Place NET = Place.in(QubeName.of("netvm"));

    @TempDir
    private Path folder;

    private LabPlans plans;

    private Plan plan;

    @BeforeEach
    void plan() {
        plans = LabPlans.of(folder, Release.R2B2);
        plan = plans.apply(Profiled.on("netvm").seed());
    }

    @Test
    void natIsThePagesBlockInPlaceOfTheRuleThatItCommentsOut() {
        assertThat(withoutOwners(after(TEMPLATE, TemplateRules.PATH))).contains("""
                -A POSTROUTING -o vif+ -j ACCEPT
                -A POSTROUTING -o lo -j ACCEPT
                # Bridge support
                # Comment the following line
                #-A POSTROUTING -j MASQUERADE
                # Ensure packets coming from firewallVMs or AppVMs use NAT
                -A POSTROUTING -m iprange --src-range 10.137.1.0-10.137.2.255 -j MASQUERADE
                # Allow redirection of bridge packets (optional as POSTROUTING default is ACCEPT)
                #-A POSTROUTING -o bridge+ -j ACCEPT
                # End Bridge support
                COMMIT
                """);
    }

    @Test
    void filterIsThePagesBlockBeforeTheLastDrop() {
        assertThat(withoutOwners(after(TEMPLATE, TemplateRules.PATH))).contains("""
                -A FORWARD -i vif+ -o vif+ -j DROP
                -A FORWARD -i vif+ -j ACCEPT
                # Bridge Support
                -A FORWARD -i bridge+ -j ACCEPT
                # End Bridge Support
                -A FORWARD -j DROP
                """);
    }

    @Test
    void allOtherLinesOfTheRulesFileStayAsTheyAre() {
        String stock = Templates.text(plans.lab().read(NET, TemplateRules.PATH).orElseThrow());
        List<String> ours = List.of(
                "# Bridge support",
                "# Comment the following line",
                "# Ensure packets coming from firewallVMs or AppVMs use NAT",
                "-A POSTROUTING -m iprange --src-range 10.137.1.0-10.137.2.255 -j MASQUERADE",
                "# Allow redirection of bridge packets (optional as POSTROUTING default is ACCEPT)",
                "#-A POSTROUTING -o bridge+ -j ACCEPT",
                "# End Bridge support",
                "# Bridge Support",
                "-A FORWARD -i bridge+ -j ACCEPT",
                "# End Bridge Support");

        assertThat(withoutOwners(after(TEMPLATE, TemplateRules.PATH))
                        .lines()
                        .filter(line -> !ours.contains(line))
                        .map(line -> line.replace("#-A POSTROUTING -j MASQUERADE", "-A POSTROUTING -j MASQUERADE")))
                .containsExactlyElementsOf(stock.lines().toList());
    }

    @Test
    void bridgeIsThePagesKeyfileButForItsOwnUuid() {
        assertThat(after(NET, Keyfiles.FOLDER.resolve("Bridge-DHCP"))).isEqualTo("""
                [connection]
                id=Bridge-DHCP
                uuid=%s
                type=bridge
                autoconnect=false
                timestamp=1363938302

                [ipv6]
                method=auto

                [ipv4]
                method=auto

                [bridge]
                interface-name=bridge0
                stp=false
                """.formatted(
                        Keyfiles.bridgeUuid(Profiled.on("netvm").profile())));
    }

    @Test
    void portIsThePagesKeyfileButForTheUuids() {
        assertThat(after(NET, Keyfiles.FOLDER.resolve("bridge0-eth0"))).isEqualTo("""
                [802-3-ethernet]
                duplex=full
                mac-address=88:AE:1D:AE:30:31

                [connection]
                id=bridge0-eth0
                uuid=%s
                type=802-3-ethernet
                autoconnect=false
                timestamp=1363601650
                master=%s
                slave-type=bridge
                """.formatted(
                        Keyfiles.portUuid(Profiled.on("netvm").profile()),
                        Keyfiles.bridgeUuid(Profiled.on("netvm").profile())));
    }

    @Test
    void bridgeComesUpByThePagesCommand() {
        assertThat(plan.actions())
                .filteredOn(action -> action.command().argv().contains("up"))
                .singleElement()
                .satisfies(
                        action -> assertThat(String.join(" ", action.command().argv()))
                                .startsWith("nmcli con up id bridge0-eth0"));
    }

    private String after(Place place, HostPath path) {
        return plan.changes().stream()
                .filter(change -> change.artifact().where().equals(place)
                        && change.artifact().locator().equals(path.value()))
                .map(Step.Change::after)
                .map(Content.FileContent.class::cast)
                .map(content -> Templates.text(content.image()))
                .findFirst()
                .orElseThrow();
    }

    /** Without the lines that say whose the blocks are. */
    private static String withoutOwners(String rules) {
        return rules.replaceAll("(?m)^# Written by Drawbridge: bridge0 profile-1 [0-9a-f]{12}\\n", "");
    }
}
