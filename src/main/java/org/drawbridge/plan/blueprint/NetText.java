package org.drawbridge.plan.blueprint;

import java.util.stream.Collectors;
import org.drawbridge.name.Ipv4Address;
import org.drawbridge.profile.BridgeProfile.Addressing;

/** The lines that say in a keyfile how an interface gets its IPv4 address. */
final class NetText {

    private NetText() {}

    /** For NetworkManager from 1.0 on. */
    static String ipv4(Addressing addressing) {
        return switch (addressing) {
            case Addressing.Dhcp dhcp -> "[ipv4]\nmethod=auto\n";
            case Addressing.Static fixed ->
                "[ipv4]\nmethod=manual\naddress1=" + fixed.cidr()
                        + fixed.gateway().map(gateway -> "," + gateway).orElse("")
                        + "\n" + dns(fixed);
        };
    }

    /** For NetworkManager 0.9, which always wants a gateway beside the address. */
    static String ipv4Old(Addressing addressing) {
        return switch (addressing) {
            case Addressing.Dhcp dhcp -> "[ipv4]\nmethod=auto\n";
            case Addressing.Static fixed ->
                "[ipv4]\nmethod=manual\naddresses1=" + fixed.cidr().address() + ";"
                        + fixed.cidr().prefix() + ";"
                        + fixed.gateway().map(Ipv4Address::value).orElse("0.0.0.0") + ";\n" + dns(fixed);
        };
    }

    private static String dns(Addressing.Static fixed) {
        if (fixed.dns().isEmpty()) {
            return "";
        }
        return fixed.dns().stream().map(Ipv4Address::value).collect(Collectors.joining(";", "dns=", ";\n"));
    }
}
