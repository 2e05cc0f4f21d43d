package org.drawbridge.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyfileDifferenceTests {

    @Test
    void differencesWhenNetworkManagerWroteTheSeedsBridgeAreNone() {
        assertThat(differences(KeyfileTests.BRIDGE, """
                        [connection]
                        id=Bridge-DHCP
                        uuid=fd68198b-313a-47cb-9155-52e95cdc67f3
                        type=bridge
                        autoconnect=false
                        interface-name=bridge0
                        timestamp=1363938302

                        [ethernet]

                        [bridge]
                        stp=false

                        [ipv4]
                        method=auto

                        [ipv6]
                        method=auto

                        [proxy]
                        """)).isEmpty();
    }

    @Test
    void differencesWhenNetworkManagerWroteAStaticPortAreNone() {
        assertThat(differences("""
                        # ours
                        [802-3-ethernet]
                        mac-address=0-16-3e-0-0-1

                        [connection]
                        id=port
                        id[de]=Anschluss
                        type=802-3-ethernet
                        autoconnect=1
                        autoconnect-priority=+0
                        controller=bridge0
                        port-type=bridge

                        [ipv4]
                        method=manual
                        address1=192.168.1.3/24
                        gateway=192.168.1.1
                        dns=8.8.8.8
                        may-fail=0
                        """, """
                        [connection]
                        id=port
                        type=ethernet
                        master=bridge0
                        slave-type=bridge

                        [ethernet]
                        mac-address=00:16:3E:00:00:01

                        [ipv4]
                        address1=192.168.1.3/24,192.168.1.1
                        dns=8.8.8.8;
                        may-fail=false
                        method=manual

                        [ipv6]
                        addr-gen-mode=default
                        method=auto
                        """)).isEmpty();
    }

    @Test
    void differencesWhenMeaningChangesNamesEachKeyOnce() {
        assertThat(differences("""
                        [connection]
                        id=a
                        type=bridge
                        [bridge]
                        interface-name=br0
                        stp=false
                        priority=4096
                        [user]
                        raw=a\\qb
                        """, """
                        [user]
                        raw=a\\qc
                        [connection]
                        interface-name=br1
                        id=\\sa
                        type=bridge
                        [bridge]
                        stp=maybe
                        interface-name=br0
                        [ipv6]
                        method=disabled
                        addr-gen-mode=eui64
                        """))
                .containsExactly(
                        new KeyfileDifference("bridge", "priority", "4096", null),
                        new KeyfileDifference("bridge", "stp", "false", null),
                        new KeyfileDifference("connection", "id", "a", " a"),
                        new KeyfileDifference("connection", "interface-name", "br0", "br1"),
                        new KeyfileDifference("ipv6", "addr-gen-mode", "default", null),
                        new KeyfileDifference("ipv6", "method", null, "disabled"),
                        new KeyfileDifference("user", "raw", "a\\qb", "a\\qc"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[connection]~interface-name=br1~[bridge]~interface-name=br0|[connection]~interface-name=br1",
                "[bridge]~interface-name=br0~[connection]~interface-name=br1|[connection]~interface-name=br1",
                "[ethernet]~mac-address=zz|[ethernet]~mac-address=",
                "[ipv4]~dns=1;2|[ipv4]~dns=1;2;",
                "[ipv4]~gateway=1.1.1.1~address1=1.1.1.2/24|[ipv4]~address1=1.1.1.2/24,1.1.1.1",
                "[ipv4]~addresses1=1.1.1.2;24;1.1.1.1;|[ipv4]~address1=1.1.1.2/24,1.1.1.1",
                "[ipv4]~addresses1=1.1.1.2;24;0.0.0.0;|[ipv4]~address1=1.1.1.2/24",
                "[ipv4]~addresses2=1.1.1.2/24;|[ipv4]~address2=1.1.1.2/24",
                "[ipv4]~address1=1.1.1.2/24~gateway=1.1.1.3~addresses2=1.1.1.4;24;1.1.1.1|[ipv4]~gateway=1.1.1.3~address1=1.1.1.2/24~address2=1.1.1.4/24",
                "[bridge]~forward-delay=15|[bridge]",
                "[bridge]~forward-delay=x|[bridge]",
                "[bridge]~multicast-snooping=true|[bridge]~multicast-snooping=1",
            })
    void differencesWhenOnlyTheFormDiffersAreNone(String before, String after) {
        assertThat(differences(before.replace('~', '\n'), after.replace('~', '\n')))
                .isEmpty();
        assertThat(differences(after.replace('~', '\n'), before.replace('~', '\n')))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[bridge]~forward-delay=16|bridge|forward-delay|16",
                "[bridge]~vlan-filtering=1|bridge|vlan-filtering|true",
                "[ipv4]~dns=1|ipv4|dns|1;",
                "[ipv4]~dns=\\q|ipv4|dns|\\\\q;",
                "[ipv4]~address1=1.1.1.2/24|ipv4|address1|1.1.1.2/24",
                "[ipv4]~addresses1=1.1.1.2|ipv4|address1|1.1.1.2",
                "[ipv4]~other=a,b|ipv4|other|a,b",
                "[802-11-wireless-security]~psk=x|wifi-security|psk|x",
                "[connection]~type=802-11-wireless|connection|type|wifi",
                "[connection]~slave-type=bridge|connection|port-type|bridge",
            })
    void differencesWhenKeyIsNewNamesItAsToday(String text, String group, String key, String value) {
        assertThat(differences("", text.replace('~', '\n')))
                .containsExactly(new KeyfileDifference(group, key, null, value));
        assertThat(differences(text.replace('~', '\n'), ""))
                .containsExactly(new KeyfileDifference(group, key, value, null));
    }

    private static List<KeyfileDifference> differences(String before, String after) {
        return Keyfile.differences(KeyfileTests.parse(before), KeyfileTests.parse(after));
    }
}
