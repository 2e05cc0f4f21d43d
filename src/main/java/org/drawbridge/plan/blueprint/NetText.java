package org.drawbridge.plan.blueprint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /** For a card beside another one that keeps the default route: NetworkManager would pass over a gateway there. */
    static String ipv4Beside(Addressing addressing) {
        Addressing near = switch (addressing) {
            case Addressing.Dhcp dhcp -> dhcp;
            case Addressing.Static fixed -> new Addressing.Static(fixed.cidr(), Optional.empty(), fixed.dns());
        };
        return ipv4(near) + "never-default=true\n";
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

    /** What NetworkManager must have taken of these lines; its versions write lists of addresses in several ways. */
    static List<String> taken(Addressing addressing) {
        return switch (addressing) {
            case Addressing.Dhcp dhcp -> List.of("ipv4.method:auto");
            case Addressing.Static fixed -> {
                List<String> taken = new ArrayList<>();
                taken.add("ipv4.method:manual");
                taken.add(fixed.cidr().toString());
                fixed.gateway().map(Ipv4Address::value).ifPresent(taken::add);
                fixed.dns().stream().map(Ipv4Address::value).forEach(taken::add);
                yield taken;
            }
        };
    }

    private static String dns(Addressing.Static fixed) {
        if (fixed.dns().isEmpty()) {
            return "";
        }
        return fixed.dns().stream().map(Ipv4Address::value).collect(Collectors.joining(";", "dns=", ";\n"));
    }
}
