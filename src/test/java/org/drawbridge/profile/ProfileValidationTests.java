package org.drawbridge.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drawbridge.profile.ProfileEdits.additional;
import static org.drawbridge.profile.ProfileEdits.address;
import static org.drawbridge.profile.ProfileEdits.attachments;
import static org.drawbridge.profile.ProfileEdits.bridge;
import static org.drawbridge.profile.ProfileEdits.fixed;
import static org.drawbridge.profile.ProfileEdits.hardening;
import static org.drawbridge.profile.ProfileEdits.name;
import static org.drawbridge.profile.ProfileEdits.netvm;
import static org.drawbridge.profile.ProfileEdits.replace;
import static org.drawbridge.profile.ProfileEdits.uplink;
import static org.drawbridge.profile.ProfileFixture.lab;
import static org.drawbridge.profile.ProfileFixture.office;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.drawbridge.audit.Actor;
import org.drawbridge.host.Release;
import org.drawbridge.inventory.FakeHost;
import org.drawbridge.inventory.FakeQube;
import org.drawbridge.inventory.InventoryFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileValidationTests {

    private final FakeHost host = FakeHost.usual();
    private final InventoryFixture inventory = new InventoryFixture(host);

    @BeforeEach
    void synchronise() {
        host.put(FakeQube.named("sys-net-disp").ofClass("DispVM").providing().report());
        inventory.inventory.sync(Actor.SYSTEM);
    }

    @Test
    void validateMakesTheProfileWhenAllIsRight() {
        assertThat(violations(office())).isEmpty();
        assertThat(violations(lab())).isEmpty();
        BridgeProfile profile = validation(List.of()).validate(lab(), 7, 3, Optional.empty());
        assertThat(ProfileInput.of(profile)).isEqualTo(lab());
    }

    static Stream<Arguments> refused() {
        ProfileInput office = office();
        return Stream.of(
                Arguments.of("name", "missing", name(office, "  ")),
                Arguments.of("name", "Shorten", name(office, "x".repeat(65))),
                Arguments.of("name", "cannot be seen", name(office, "a\nb")),
                Arguments.of("name", "cannot be seen", name(office, "a\u202eb")),
                Arguments.of("netvm", "Choose one", netvm(office, "")),
                Arguments.of("netvm", "not a qube's name", netvm(office, "-x")),
                Arguments.of("netvm", "no qube sys-nett", netvm(office, "sys-nett")),
                Arguments.of("netvm", "provides no network", netvm(office, "vault")),
                Arguments.of("netvm", "provides no network", netvm(office, "dom0")),
                Arguments.of("bridge", "missing", bridge(office, "")),
                Arguments.of("bridge", "flowtable", bridge(office, "bridge")),
                Arguments.of("bridge", "flowtable", bridge(office, "0br")),
                Arguments.of("bridge", "flowtable", bridge(office, "Br0")),
                Arguments.of("bridge", "too long", bridge(office, "bridge0123456789")),
                Arguments.of("uplink", "not said", uplink(office, "", "")),
                Arguments.of("uplink", "one of both", uplink(office, "88:ae:1d:ae:30:31", "ens6")),
                Arguments.of("uplink.mac", "not a MAC", uplink(office, "88:ae:1d", "")),
                Arguments.of("uplink.mac", "group", uplink(office, "89:ae:1d:ae:30:31", "")),
                Arguments.of("uplink.mac", "no card 88:ae:1d:ae:30:99", uplink(office, "88:ae:1d:ae:30:99", "")),
                Arguments.of("uplink.mac", "wireless", uplink(office, "A4:34:D9:00:00:01", "")),
                Arguments.of("uplink.interface", "wireless", uplink(office, "", "wls1")),
                Arguments.of("uplink.interface", "not an interface", uplink(office, "", "a/b")),
                Arguments.of("uplink.interface", "no card eth9", uplink(office, "", "eth9")),
                Arguments.of("uplink.mac", "no network card", netvm(office, "sys-firewall")),
                Arguments.of(
                        "uplink.interface", "not a network card", uplink(netvm(office, "sys-net-disp"), "", "vif3.0")),
                Arguments.of("address.method", "dhcp or static", address(office, "auto", "", "")),
                Arguments.of("address.cidr", "missing", address(office, "static", "", "")),
                Arguments.of("address.cidr", "prefix", address(office, "static", "192.168.1.1", "")),
                Arguments.of("address.cidr", "prefix", address(office, "static", "192.168.1.1/33", "")),
                Arguments.of("address.cidr", "prefix", address(office, "static", "192.168.1.1/024", "")),
                Arguments.of("address.cidr", "IPv4", address(office, "static", "192.168.1.256/24", "")),
                Arguments.of("address.cidr", "Internet", address(office, "static", "192.168.1.1/0", "")),
                Arguments.of("address.cidr", "network address", address(office, "static", "192.168.1.0/24", "")),
                Arguments.of("address.cidr", "broadcast", address(office, "static", "192.168.1.255/24", "")),
                Arguments.of("address.cidr", "host on a LAN", address(office, "static", "127.0.0.1/8", "")),
                Arguments.of("address.cidr", "host on a LAN", address(office, "static", "239.1.2.3/24", "")),
                Arguments.of("address.cidr", "DHCP gives", address(office, "dhcp", "192.168.1.5/24", "")),
                Arguments.of("address.gateway", "DHCP gives", address(office, "dhcp", "", "192.168.1.1")),
                Arguments.of("address.dns", "DHCP gives", address(office, "dhcp", "", "", "9.9.9.9")),
                Arguments.of("address.gateway", "not in 192.168.1.0/24", fixedOffice("192.168.1.5/24", "192.168.2.1")),
                Arguments.of("address.gateway", "own address", fixedOffice("192.168.1.5/24", "192.168.1.5")),
                Arguments.of("address.gateway", "network address", fixedOffice("192.168.1.5/24", "192.168.1.0")),
                Arguments.of("address.gateway", "broadcast", fixedOffice("192.168.1.5/24", "192.168.1.255")),
                Arguments.of("address.gateway", "not in", fixedOffice("192.168.1.5/32", "192.168.1.1")),
                Arguments.of("address.gateway", "IPv4", fixedOffice("192.168.1.5/24", "router")),
                Arguments.of("address.dns[1]", "IPv4", fixedOffice("192.168.1.5/24", "", "9.9.9.9", "dns.example")),
                Arguments.of("address.dns[0]", "name server", fixedOffice("192.168.1.5/24", "", "127.0.0.1")),
                Arguments.of("address.dns[1]", "already", fixedOffice("192.168.1.5/24", "", "9.9.9.9", "9.9.9.9")),
                Arguments.of("hardening", "hardened or seed", hardening(office, "HARD")),
                Arguments.of("attachments[0].qube", "which qube", attachments(office, replace(""))),
                Arguments.of("attachments[0].qube", "not a qube's name", attachments(office, replace("a b"))),
                Arguments.of("attachments[0].qube", "no qube nobody", attachments(office, replace("nobody"))),
                Arguments.of("attachments[0].qube", "dom0", attachments(office, replace("dom0"))),
                Arguments.of("attachments[0].qube", "template", attachments(office, replace("fedora"))),
                Arguments.of("attachments[0].qube", "holds the bridge", attachments(office, replace("sys-net"))),
                Arguments.of("attachments[1].qube", "twice", attachments(office, replace("work"), replace("work"))),
                Arguments.of("attachments[0].mode", "R4.2 ignores silently", attachments(office, additional("work"))),
                Arguments.of(
                        "attachments[0].mode",
                        "replace or additional",
                        attachments(
                                office,
                                new ProfileInput.AttachmentInput("work", "both", ProfileInput.AddressInput.DHCP))),
                Arguments.of(
                        "attachments[0].address.cidr",
                        "broadcast",
                        attachments(office, fixed("work", "10.0.0.255/24"))),
                Arguments.of(
                        "attachments[1].address.cidr",
                        "address of work",
                        attachments(office, fixed("work", "10.0.0.5/24"), fixed("personal", "10.0.0.5/24"))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource
    void refused(String field, String because, ProfileInput input) {
        assertThat(violations(input)).singleElement().satisfies(violation -> {
            assertThat(violation.field()).isEqualTo(field);
            assertThat(violation.message()).contains(because).endsWith(".");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.168.1.0/31", "192.168.1.1/31", "192.168.1.1/32", "10.255.255.254/8"})
    void validateAcceptsAnAddressWhenItIsAtTheLimit(String cidr) {
        assertThat(violations(fixedOffice(cidr, ""))).isEmpty();
    }

    @Test
    void validateAcceptsAnUplinkWhenItsNetQubeWasNeverSeenRunning() {
        assertThat(violations(uplink(netvm(office(), "sys-net-disp"), "88:ae:1d:ae:30:99", "")))
                .isEmpty();
    }

    @Test
    void validateJudgesByTheLastSeenCardsWhenTheNetQubeIsHalted() {
        host.put(FakeQube.named("sys-net").providing().report());
        inventory.inventory.sync(Actor.SYSTEM);

        assertThat(violations(office())).isEmpty();
        assertThat(violations(uplink(office(), "", "wls1"))).hasSize(1);
    }

    @Test
    void validateTellsAllAtOnceWhenMuchIsWrong() {
        ProfileInput input = attachments(
                address(bridge(name(uplink(office(), "", ""), ""), "lan"), "static", "1.2.3.4", "x", "y"),
                replace("dom0"),
                additional("nobody"));

        assertThat(violations(input))
                .extracting(Violation::field)
                .containsExactly(
                        "name",
                        "bridge",
                        "uplink",
                        "address.cidr",
                        "address.gateway",
                        "address.dns[0]",
                        "attachments[0].qube",
                        "attachments[1].mode",
                        "attachments[1].qube");
    }

    @Test
    void validateAcceptsASecondCardWhenTheReleaseIsNewEnough() {
        host.release(Release.R4_3);
        inventory.inventory.sync(Actor.SYSTEM);

        assertThat(violations(attachments(office(), additional("work")))).isEmpty();
        assertThat(violations(attachments(office(), additional("work"), replace("work"))))
                .extracting(Violation::field)
                .containsExactly("attachments[1].qube");
    }

    @ParameterizedTest
    @EnumSource(value = Release.class, mode = EnumSource.Mode.EXCLUDE, names = "R4_3")
    void validateRefusesASecondCardWhenTheReleaseIgnoresItAndSaysWhy(Release release) {
        host.release(release);
        inventory.inventory.sync(Actor.SYSTEM);

        assertThat(violations(attachments(office(), additional("work"))))
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.field()).isEqualTo("attachments[0].mode");
                    assertThat(violation.message())
                            .contains("A second card needs Qubes R4.3")
                            .contains(release.label() + " ignores silently")
                            .endsWith("Choose replace.");
                });
    }

    @Test
    void validateRefusesASecondCardWhenTheReleaseIsUnknown() {
        host.release(null);
        inventory.inventory.sync(Actor.SYSTEM);

        assertThat(violations(attachments(office(), additional("work"))))
                .singleElement()
                .extracting(Violation::message)
                .asString()
                .contains("release of this host is not known");
    }

    @Test
    void validateAsksForASynchronisationWhenNothingIsKnown() {
        KnownHost unknown = KnownHost.of(new InventoryFixture(host).inventory);

        assertThat(violations(new ProfileValidation(unknown, List.of()), office()))
                .extracting(Violation::field, Violation::message)
                .allSatisfy(
                        tuple -> assertThat(tuple.toList().get(1).toString()).contains("Synchronise"))
                .hasSize(2);
    }

    @Test
    void validateComparesWithTheOtherProfiles() {
        BridgeProfile other = validation(List.of()).validate(office(), 1, 1, Optional.empty());
        ProfileValidation validation = validation(List.of(other));

        assertThat(violations(validation, office()))
                .extracting(Violation::field)
                .containsExactly("name", "bridge", "uplink.mac", "attachments[0].qube");
        assertThat(violations(validation, name(uplink(lab(), "", "ens6"), "OFFICE")))
                .as("the same card by its other name")
                .extracting(Violation::field)
                .containsExactly("name", "uplink.interface");
        assertThat(violations(validation, bridge(netvm(lab(), "sys-net-disp"), "bridge0")))
                .as("one name in two net qubes")
                .isEmpty();
        assertThat(violations(validation, uplink(netvm(lab(), "sys-net-disp"), "88:ae:1d:ae:30:31", "")))
                .as("one card in two net qubes")
                .extracting(Violation::field)
                .containsExactly("uplink.mac");
        assertThat(violations(validation, lab())).isEmpty();
    }

    private static ProfileInput fixedOffice(String cidr, String gateway, String... dns) {
        return address(office(), "static", cidr, gateway, dns);
    }

    private ProfileValidation validation(List<BridgeProfile> others) {
        return new ProfileValidation(KnownHost.of(inventory.inventory), others);
    }

    private List<Violation> violations(ProfileInput input) {
        return violations(validation(List.of()), input);
    }

    private static List<Violation> violations(ProfileValidation validation, ProfileInput input) {
        try {
            validation.validate(input, 1, 1, Optional.empty());
            return List.of();
        } catch (InvalidProfileException exception) {
            return exception.violations();
        }
    }
}
