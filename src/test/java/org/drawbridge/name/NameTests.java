package org.drawbridge.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameTests {

    @ParameterizedTest
    @ValueSource(strings = {"work", "sys-net", "a", "fedora-42-xfce", "A_b-9", "abcdefghijabcdefghijabcdefghijk"})
    void qubeNameIsKeptWhenQubesWouldTakeIt(String text) {
        assertThat(QubeName.of(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1work", "-x", "wörk", "a b", "a\n", "../x", "abcdefghijabcdefghijabcdefghijkl"})
    void qubeNameIsRefusedWhenQubesWouldNotTakeIt(String text) {
        assertRefused(QubeName::of, text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"br0", "bridge0", "br12345678", "bridge99"})
    void bridgeNameIsKeptWhenTheFlowtableTakesIt(String text) {
        assertThat(BridgeName.of(text).asInterface()).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bridge",
                "vlan",
                "ip",
                "set",
                "tcp",
                "0br",
                "br-lan",
                "Br0",
                "br0 ",
                "",
                "br;reboot",
                "bridge1234567890"
            })
    void bridgeNameIsRefusedWhenItWouldBreakTheFlowtable(String text) {
        assertRefused(BridgeName::of, text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "a b", "a:b", "eth0\n", "abcdefghijklmnop", "é0"})
    void interfaceNameIsRefusedWhenTheKernelOrAPageWouldStumble(String text) {
        assertRefused(InterfaceName::of, text);
    }

    @Test
    void macAddressIsLowerCaseWhenGivenInUpperCase() {
        assertThat(MacAddress.of("88:AE:1D:AE:30:31")).isEqualTo(MacAddress.of("88:ae:1d:ae:30:31"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "zz",
                "88:ae:1d:ae:30",
                "88-ae-1d-ae-30-31",
                "01:00:5e:00:00:01",
                "ff:ff:ff:ff:ff:ff",
                "00:00:00:00:00:00"
            })
    void macAddressIsRefusedWhenItIsNotOneCards(String text) {
        assertRefused(MacAddress::of, text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1.2.3.-4", "a.b.c.d", " 1.2.3.4"})
    void addressIsRefusedWhenItIsNotIpv4(String text) {
        assertRefused(Ipv4Address::of, text);
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0,0", "255.255.255.255,4294967295", "10.137.0.6,176750598"})
    void addressIsTheSameWhenTakenThroughItsBits(String text, long bits) {
        assertThat(Ipv4Address.of(text).bits()).isEqualTo(bits);
        assertThat(Ipv4Address.ofBits(bits)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.1.10/24,192.168.1.0,192.168.1.255",
        "10.0.0.1/0,0.0.0.0,255.255.255.255",
        "10.1.2.3/32,10.1.2.3,10.1.2.3",
        "10.1.2.3/31,10.1.2.2,10.1.2.3"
    })
    void networkHasItsEndsWhenThePrefixIsCounted(String cidr, String first, String last) {
        assertThat(Cidr.of(cidr).network()).hasToString(first);
        assertThat(Cidr.of(cidr).last()).hasToString(last);
    }

    @Test
    void networkContainsWhatLiesInItAndOverlapsWhatMeetsIt() {
        Cidr lan = Cidr.of("192.168.1.0/24");
        assertThat(lan.contains(Ipv4Address.of("192.168.1.255"))).isTrue();
        assertThat(lan.contains(Ipv4Address.of("192.168.2.0"))).isFalse();
        assertThat(lan.overlaps(Cidr.of("192.168.0.0/16"))).isTrue();
        assertThat(lan.overlaps(Cidr.of("192.168.2.0/24"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.2.3.4", "1.2.3.4/", "1.2.3.4/33", "1.2.3.4/024", "1.2.3.4/-1", "1.2.3/8"})
    void networkIsRefusedWhenItsFormIsOff(String text) {
        assertRefused(Cidr::of, text);
    }

    @Test
    void sumIsTheKnownOneWhenTheTextIsEmpty() {
        assertThat(Sha256.of("")).hasToString("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertRefused(Sha256::ofHex, "E3B0");
    }

    @Test
    void messageShowsControlCharactersWhenARejectedTextHoldsThem() {
        assertThatThrownBy(() -> QubeName.of("a\u001b[31m\u202eb".repeat(20)))
                .hasMessageContaining("\\u001b[31m\\u202e")
                .hasMessageContaining("…")
                .message()
                .doesNotContain("\u001b");
    }

    private static void assertRefused(Function<String, ?> type, String text) {
        assertThatThrownBy(() -> type.apply(text)).isInstanceOf(InvalidNameException.class);
    }
}
