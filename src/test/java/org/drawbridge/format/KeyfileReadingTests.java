package org.drawbridge.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.drawbridge.format.KeyfileFinding.Effect.FILE_SKIPPED;
import static org.drawbridge.format.KeyfileFinding.Effect.OLD_NAME;
import static org.drawbridge.format.KeyfileFinding.Effect.READ_OTHERWISE;
import static org.drawbridge.format.KeyfileFinding.Effect.VALUE_IGNORED;

import java.util.List;
import org.drawbridge.format.KeyfileFinding.Effect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyfileReadingTests {

    static final NetworkManagerVersion OLD = NetworkManagerVersion.of("1.42.4-1.fc37");
    private static final NetworkManagerVersion NEW = NetworkManagerVersion.of("1.46");
    private static final String SKIPPED = "nothing of the file";
    private static final String BRIDGE = """
            [connection]
            id=b
            uuid=38320e5b-226c-409e-9fd6-0fbf4d0460a0
            type=bridge
            interface-name=bridge0
            [bridge]
            """;
    private static final String ETHERNET = """
            [connection]
            id=b
            uuid=38320e5b-226c-409e-9fd6-0fbf4d0460a0
            type=ethernet

            [ethernet]
            """;
    private static final String IPV4 = ETHERNET.replace("[ethernet]", "[ipv4]");
    private static final String PORT = ETHERNET.replace("\n[ethernet]\n", "");

    @Test
    void checkWhenSeedsKeyfilesNamesOldNamesOnly() {
        Keyfile bridge = KeyfileTests.parse(KeyfileTests.BRIDGE);
        Keyfile port = KeyfileTests.parse("""
                [802-3-ethernet]
                duplex=full
                mac-address=88:AE:1D:AE:30:31

                [connection]
                id=bridge0-eth0
                uuid=38320e5b-226c-409e-9fd6-0fbf4d0460a0
                type=802-3-ethernet
                autoconnect=false
                timestamp=1363601650
                master=fd68198b-313a-47cb-9155-52e95cdc67f3
                slave-type=bridge
                """);
        KeyfileFinding duplex = new KeyfileFinding(
                2,
                "802-3-ethernet",
                "duplex",
                "full",
                "nothing: it counts only with speed",
                "speed, too, or neither",
                VALUE_IGNORED);
        KeyfileFinding group =
                new KeyfileFinding(1, "802-3-ethernet", "", "[802-3-ethernet]", "[ethernet]", "[ethernet]", OLD_NAME);
        KeyfileFinding type =
                new KeyfileFinding(8, "connection", "type", "802-3-ethernet", "ethernet", "ethernet", OLD_NAME);

        assertThat(KeyfileReading.check(bridge, OLD))
                .containsExactly(new KeyfileFinding(
                        15,
                        "bridge",
                        "interface-name",
                        "bridge0",
                        "[connection] interface-name=bridge0",
                        "[connection] interface-name",
                        OLD_NAME));
        assertThat(KeyfileReading.check(port, OLD)).containsExactly(group, duplex, type);
        assertThat(KeyfileReading.check(port, NEW))
                .containsExactly(
                        group,
                        duplex,
                        type,
                        new KeyfileFinding(
                                11,
                                "connection",
                                "master",
                                "fd68198b-313a-47cb-9155-52e95cdc67f3",
                                "[connection] controller=fd68198b-313a-47cb-9155-52e95cdc67f3",
                                "[connection] controller",
                                OLD_NAME),
                        new KeyfileFinding(
                                12,
                                "connection",
                                "slave-type",
                                "bridge",
                                "[connection] port-type=bridge",
                                "[connection] port-type",
                                OLD_NAME));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "stp=maybe|true|true or false|VALUE_IGNORED",
                "stp=TRUE|true|true or false|VALUE_IGNORED",
                "vlan-filtering=yes|false|true or false|VALUE_IGNORED",
                "multicast-snooping=|true|true or false|VALUE_IGNORED",
                "priority=65536|32768|a whole number from 0 to 65535|VALUE_IGNORED",
                "forward-delay=x|15|a whole number from 2 to 30|VALUE_IGNORED",
                "forward-delay=-1|15|a whole number from 2 to 30|VALUE_IGNORED",
                "forward-delay=1|nothing of the file|a whole number from 2 to 30|FILE_SKIPPED",
                "hello-time=0|nothing of the file|a whole number from 1 to 10|FILE_SKIPPED",
                "hello-time=11|2|a whole number from 1 to 10|VALUE_IGNORED",
                "max-age=5|nothing of the file|a whole number from 6 to 40|FILE_SKIPPED",
                "max-age=99999999999|20|a whole number from 6 to 40|VALUE_IGNORED",
                "ageing-time=1000001|300|a whole number from 0 to 1000000|VALUE_IGNORED",
                "mac-address=zz|no address: the bridge takes one of its ports'|six pairs of hexadecimal digits with colons|VALUE_IGNORED",
                "stp[de]=false|nothing|the key without a language|VALUE_IGNORED",
                "stp=a\\qb|nothing|\\\\ for a backslash|VALUE_IGNORED",
            })
    void checkWhenBridgeValueIsNotReadAsWrittenSaysWhatIs(String line, String taken, String write, Effect effect) {
        String key = line.substring(0, line.indexOf('='));
        String says = line.substring(line.indexOf('=') + 1);

        assertThat(check(BRIDGE + line))
                .containsExactly(new KeyfileFinding(7, "bridge", key, says, taken, write, effect));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stp=true",
                "stp=1 ",
                "stp=false",
                "stp=0",
                "priority=0",
                "priority=65535",
                "forward-delay=2",
                "forward-delay=30",
                "hello-time= 1 ",
                "hello-time=+10",
                "max-age=6",
                "max-age=40",
                "ageing-time=1000000",
                "mac-address=02:00:00:00:0:f",
                "mac-address=02-00-00-00-00-FF",
                "other=x\\;y",
            })
    void checkWhenBridgeValueIsReadAsWrittenFindsNothing(String line) {
        assertThat(check(BRIDGE + line)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zz",
                "02:00:00:00:00",
                "02:00:00:00:00:00:00",
                "02:00-00:00:00:00",
                "0200.0000.0000",
                "02:00:00:00:00:00 ",
                "02:00:00:00:00:000",
            })
    void checkWhenPortHasABadAddressSaysThatItMatchesAnyCard(String mac) {
        assertThat(check(ETHERNET + "mac-address=" + mac))
                .containsExactly(new KeyfileFinding(
                        7,
                        "ethernet",
                        "mac-address",
                        mac,
                        "no address: the profile matches any card",
                        "six pairs of hexadecimal digits with colons",
                        VALUE_IGNORED));
    }

    @Test
    void checkWhenSpeedAndDuplexDoNotBelongTogetherSaysSo() {
        assertThat(check(ETHERNET + "speed=100\nduplex=full")).isEmpty();
        assertThat(check(ETHERNET + "speed=100\nduplex=half")).isEmpty();
        assertThat(check(ETHERNET + "speed=100"))
                .containsExactly(
                        ethernet(7, "speed", "100", "nothing: it counts only with duplex", "duplex, too, or neither"));
        assertThat(check(ETHERNET + "duplex=full\nspeed=100x"))
                .containsExactly(
                        ethernet(7, "duplex", "full", "nothing: it counts only with speed", "speed, too, or neither"),
                        ethernet(8, "speed", "100x", "nothing", "a whole number, in Mbit/s"));
        assertThat(check(ETHERNET + "speed=100\nduplex=weird"))
                .containsExactly(
                        new KeyfileFinding(8, "ethernet", "duplex", "weird", SKIPPED, "half or full", FILE_SKIPPED));
    }

    @Test
    void checkWhenKeyIsThereTwiceNamesTheOneThatDoesNotCount() {
        assertThat(check(BRIDGE + "stp=false\nstp=true"))
                .containsExactly(
                        new KeyfileFinding(7, "bridge", "stp", "false", "true", "the key only once", VALUE_IGNORED));
    }

    @Test
    void checkWhenNewNamesAreReadByAnOldVersionSaysThatItIsNoPort() {
        String text = PORT + "controller=bridge0\nport-type=bridge\n";
        String nothing = "nothing: the profile is no port of a bridge";

        assertThat(check(text))
                .containsExactly(
                        new KeyfileFinding(5, "connection", "controller", "bridge0", nothing, "master", VALUE_IGNORED),
                        new KeyfileFinding(
                                6, "connection", "port-type", "bridge", nothing, "slave-type", VALUE_IGNORED));
        assertThat(KeyfileReading.check(KeyfileTests.parse(text), NEW)).isEmpty();
        assertThat(check(PORT + "master=bridge0\nslave-type=bridge\n")).isEmpty();
    }

    @Test
    void checkWhenPortIsHalfDescribedSaysWhatIsMissing() {
        assertThat(check(PORT + "master=bridge0\n"))
                .containsExactly(missing("connection", "slave-type", SKIPPED, "the kind of port, as bridge"));
        assertThat(check(PORT + "slave-type=bridge\n"))
                .containsExactly(missing("connection", "master", SKIPPED, "the bridge's UUID or name"));
        assertThat(KeyfileReading.check(KeyfileTests.parse(PORT + "controller=bridge0\n"), NEW))
                .containsExactly(missing("connection", "port-type", SKIPPED, "the kind of port, as bridge"));
        assertThat(KeyfileReading.check(KeyfileTests.parse(PORT + "port-type=bridge\n"), NEW))
                .containsExactly(missing("connection", "controller", SKIPPED, "the bridge's UUID or name"));
    }

    @Test
    void checkWhenNameOfBridgeStandsTwiceSaysWhichCounts() {
        assertThat(check(BRIDGE + "interface-name=bridge1"))
                .extracting(KeyfileFinding::taken, KeyfileFinding::effect)
                .containsExactly(
                        tuple("[connection] interface-name=bridge1", OLD_NAME), tuple("bridge0", VALUE_IGNORED));
        assertThat(check(BRIDGE + "interface-name=bridge0"))
                .extracting(KeyfileFinding::effect)
                .containsExactly(OLD_NAME);
    }

    @Test
    void checkWhenSomethingIsMissingSaysWhat() {
        assertThat(check(""))
                .containsExactly(
                        missing("connection", "id", SKIPPED, "a name"),
                        missing("connection", "type", SKIPPED, "the kind of connection, as bridge"),
                        new KeyfileFinding(
                                0,
                                "connection",
                                "uuid",
                                "",
                                "one made from the file's name",
                                "a UUID",
                                READ_OTHERWISE));
        assertThat(check(BRIDGE.replace("interface-name=bridge0\n", "")))
                .containsExactly(missing("connection", "interface-name", SKIPPED, "the bridge's name"));
        assertThat(check(ETHERNET + "[ipv4]\n[ipv6]\n"))
                .containsExactly(
                        missing("ipv4", "method", SKIPPED, "the way to an address, as auto"),
                        missing("ipv6", "method", SKIPPED, "the way to an address, as auto"));
        assertThat(check(IPV4 + "method=manual\n"))
                .containsExactly(missing("ipv4", "address1", SKIPPED, "an address, as 192.168.1.2/24"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "uuid=38320e5b-226c-409e-9fd6-0fbf4d0460a0|uuid=xx|a UUID",
                "interface-name=bridge0|interface-name=a/b|1 to 15 characters without / : or blank",
                "interface-name=bridge0|interface-name=sixteencharacter|1 to 15 characters without / : or blank",
                "interface-name=bridge0|interface-name=|1 to 15 characters without / : or blank",
            })
    void checkWhenConnectionCannotBeReadSaysThatTheFileIsSkipped(String line, String other, String write) {
        assertThat(check(BRIDGE.replace(line, other))).singleElement().satisfies(finding -> {
            assertThat(finding.effect()).isEqualTo(FILE_SKIPPED);
            assertThat(finding.taken()).isEqualTo(SKIPPED);
            assertThat(finding.write()).isEqualTo(write);
            assertThat(finding.group()).isEqualTo("connection");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "method=sometimes|method|one of auto, disabled, link-local, manual, shared|FILE_SKIPPED|nothing of the file",
                "method=auto~never-default=maybe|never-default|true or false|VALUE_IGNORED|false",
                "method=auto~may-fail=maybe|may-fail|true or false|VALUE_IGNORED|true",
                "method=auto~gateway=192.168.1.1|gateway|an address, together with address1|FILE_SKIPPED|nothing of the file",
                "method=manual~address1=1.2.3.4/24~gateway=1.2|gateway|an address, together with address1|FILE_SKIPPED|nothing of the file",
                "method=manual~address1=1.2.3.4/24~gateway=1.2.3.1~never-default=1|gateway|one of the two|VALUE_IGNORED|'nothing, since never-default is true'",
                "method=manual~address1=1.2.3.4|address1|the address with its prefix|READ_OTHERWISE|1.2.3.4/24",
                "method=manual~address1=1.2.3.4/33|address1|the address with its prefix|READ_OTHERWISE|1.2.3.4/24",
                "method=manual~address1=1.2.3.4/x|address1|the address with its prefix|READ_OTHERWISE|1.2.3.4/24",
                "method=manual~addresses1=1.2.3.4;33;1.2.3.1;|addresses1|the address with its prefix|READ_OTHERWISE|1.2.3.4/24",
                "method=manual~addresses1=1.2.3.4;|addresses1|the address with its prefix|READ_OTHERWISE|1.2.3.4/24",
                "method=manual~addresses1=1.2.3.4,1.2.3.1|addresses1|the address with its prefix|READ_OTHERWISE|1.2.3.4/24",
                "method=manual~address1=1.2.3/24|address1|'an address, as 192.168.1.2/24'|VALUE_IGNORED|no address",
                "method=manual~addresses=1.2.3.256/24;|addresses|'an address, as 192.168.1.2/24'|VALUE_IGNORED|no address",
            })
    void checkWhenAddressIsNotReadAsWrittenSaysWhatIs(
            String lines, String key, String write, Effect effect, String taken) {
        assertThat(check(IPV4 + lines.replace('~', '\n'))).singleElement().satisfies(finding -> {
            assertThat(finding.group()).isEqualTo("ipv4");
            assertThat(finding.key()).isEqualTo(key);
            assertThat(finding.taken()).isEqualTo(taken);
            assertThat(finding.write()).isEqualTo(write);
            assertThat(finding.effect()).isEqualTo(effect);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "method=manual\naddress1=192.168.50.255/32,192.168.50.1\ndns=1.1.1.1;",
                "method=manual\naddress1=0.10.99.249/0\ngateway=1.2.3.4\nnever-default=false",
                "method=manual\naddresses=10.137.0.5/8;\naddress12=1.1.1.1/29",
                "method=manual\naddresses1=192.168.50.20;16;192.168.50.1;",
                "method=manual\naddresses1=192.168.50.20;24;",
                "method=auto",
                "method=disabled",
            })
    void checkWhenAddressIsReadAsWrittenFindsNothing(String lines) {
        assertThat(check(IPV4 + lines)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0600,root,0", "0400,root,0", "0644,root,1", "0640,root,1", "0601,root,1", "0600,user,1", "0666,user,2"
    })
    void accessWhenOthersMayReadOrOwnItIsSkipped(String mode, String owner, int count) {
        assertThat(KeyfileReading.access(Integer.parseInt(mode, 8), owner)).hasSize(count);
    }

    @Test
    void accessWhenSkippedSaysWhatToDo() {
        assertThat(KeyfileReading.access(0644, "user"))
                .containsExactly(
                        new KeyfileFinding(0, "", "", "mode 0644", SKIPPED, "mode 0600", FILE_SKIPPED),
                        new KeyfileFinding(0, "", "", "owner user", SKIPPED, "owner root", FILE_SKIPPED));
    }

    @ParameterizedTest
    @CsvSource({
        "0.9.8,false",
        "1.42.4-1.fc37,false",
        "1.45,false",
        "1.46.0,true",
        "1.52,true",
        "2.0,true",
        "1.46~rc1,true"
    })
    void versionWhenFrom146OnKnowsController(String version, boolean knows) {
        assertThat(NetworkManagerVersion.of(version).knowsController()).isEqualTo(knows);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "x", "1.x", "12345.1", "1.42 beta"})
    void versionWhenNoneIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NetworkManagerVersion.of(text))
                .withMessageStartingWith("Not a version of NetworkManager: ");
    }

    private static KeyfileFinding ethernet(int line, String key, String says, String taken, String write) {
        return new KeyfileFinding(line, "ethernet", key, says, taken, write, VALUE_IGNORED);
    }

    private static KeyfileFinding missing(String group, String key, String taken, String write) {
        return new KeyfileFinding(0, group, key, "", taken, write, FILE_SKIPPED);
    }

    private static List<KeyfileFinding> check(String text) {
        return KeyfileReading.check(KeyfileTests.parse(text), OLD);
    }
}
