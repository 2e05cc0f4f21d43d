package org.drawbridge.host.lab;

import java.util.Objects;
import java.util.Optional;
import org.drawbridge.host.lab.QubeNotes.Card;
import org.drawbridge.name.Cidr;
import org.drawbridge.name.Ipv4Address;

/** The networks around the host: who is plugged into which, and what their DHCP servers answer. */
final class Lan {

    private static final int FIRST = 100;

    private final World world;
    private final LabFaults faults;

    Lan(World world, LabFaults faults) {
        this.world = world;
        this.faults = faults;
    }

    /** The network that an interface of a running qube can speak to at layer 2, such as {@code 192.168.50.0/24}. */
    Optional<Cidr> behind(String qube, RunningNotes notes, String device) {
        RunningNotes.LinkNotes link = notes.links.get(device);
        if (link == null) {
            return Optional.empty();
        }
        return switch (link.kind) {
            case "" ->
                world.qube(qube).cards.stream()
                        .filter(card ->
                                card.name().equals(device) && !card.lan().isEmpty())
                        .map(Card::lan)
                        .map(Cidr::of)
                        .findFirst();
            case "bridge" ->
                notes.portsOf(device).stream()
                        .filter(port -> Objects.requireNonNull(notes.links.get(port))
                                .kind
                                .isEmpty())
                        .flatMap(port -> behind(qube, notes, port).stream())
                        .findFirst();
            case "xen" ->
                notes.nics.stream()
                        .filter(nic -> nic.device().equals(device))
                        .flatMap(nic -> beyond(nic).stream())
                        .findFirst();
            default -> Optional.empty();
        };
    }

    private Optional<Cidr> beyond(RunningNotes.Nic nic) {
        return world.running(nic.netvm())
                .flatMap(netvm -> Optional.ofNullable(netvm.links.get(nic.vif()))
                        .flatMap(vif -> Optional.ofNullable(vif.master))
                        .flatMap(bridge -> behind(nic.netvm(), netvm, bridge)));
    }

    /** The address that the network's DHCP server gives to a card: always the same one for the same card. */
    Optional<Cidr> lease(String qube, RunningNotes notes, String device) {
        if (faults.dhcpIsSilent()) {
            return Optional.empty();
        }
        return behind(qube, notes, device).map(lan -> {
            String mac = Objects.requireNonNull(notes.links.get(device)).mac;
            int last = mac.length() < 2 ? 0 : Integer.parseInt(mac.substring(mac.length() - 2), 16);
            return new Cidr(Ipv4Address.ofBits(lan.network().bits() + FIRST + last % 100), lan.prefix());
        });
    }

    /** The router of a network, which is also its DHCP and name server. */
    static Ipv4Address router(Cidr lan) {
        return Ipv4Address.ofBits(lan.network().bits() + 1);
    }
}
