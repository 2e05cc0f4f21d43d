package org.drawbridge.exposure.walk;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.drawbridge.exposure.Topology;
import org.drawbridge.exposure.Topology.Port;
import org.drawbridge.exposure.rule.Crossing;
import org.drawbridge.exposure.rule.Crossing.Device;
import org.drawbridge.exposure.rule.Crossing.LocalAddresses;
import org.drawbridge.exposure.rule.Dimension;
import org.drawbridge.exposure.rule.Hook;
import org.drawbridge.exposure.rule.IntervalSet;
import org.drawbridge.exposure.rule.PacketSet;
import org.drawbridge.name.Cidr;
import org.drawbridge.name.Ipv4Address;
import org.jspecify.annotations.Nullable;

/** Builds what rules see at one place. */
record Place(Topology topology, Crossing crossing) {

    static final String LOOPBACK = "lo";

    /** What redirection of the net qube's own packets leads to. */
    private static final IntervalSet OWN_LOOPBACK = IntervalSet.single(0x7f00_0001L);

    Place in(Port port) {
        IntervalSet own = first(port.addresses());
        return changed(new Crossing(
                crossing.hook(),
                device(port),
                crossing.out(),
                crossing.bridged(),
                crossing.physicalIn(),
                crossing.physicalOut(),
                crossing.cast(),
                crossing.addresses(),
                own,
                crossing.ownOut(),
                true));
    }

    /** Leaving by this interface towards hosts on its own network. */
    Place out(Port port) {
        return out(port, null, null);
    }

    /** Leaving by this interface, by way of this router. */
    Place out(Port port, @Nullable Ipv4Address via, @Nullable PacketSet packets) {
        return changed(new Crossing(
                crossing.hook(),
                crossing.in(),
                device(port),
                crossing.bridged(),
                crossing.physicalIn(),
                crossing.physicalOut(),
                crossing.cast(),
                crossing.addresses(),
                crossing.ownIn(),
                shown(port, via, packets),
                true));
    }

    Place physicalIn(@Nullable Port port) {
        return port == null ? this : physical(device(port), crossing.physicalOut());
    }

    Place physicalOut(Port port) {
        return physical(crossing.physicalIn(), device(port));
    }

    private Place physical(@Nullable Device in, @Nullable Device out) {
        return changed(new Crossing(
                crossing.hook(),
                crossing.in(),
                crossing.out(),
                true,
                in,
                out,
                crossing.cast(),
                crossing.addresses(),
                crossing.ownIn(),
                crossing.ownOut(),
                true));
    }

    private Place changed(Crossing changed) {
        return new Place(topology, changed);
    }

    private static Device device(Port port) {
        return new Device(port.name(), port.group());
    }

    /** The address that masquerading shows: of the interface, in the next hop's network if there is one, else any. */
    private IntervalSet shown(Port port, @Nullable Ipv4Address via, @Nullable PacketSet packets) {
        Optional<Ipv4Address> hop = via != null
                ? Optional.of(via)
                : Optional.ofNullable(packets)
                        .map(some -> some.get(Dimension.DESTINATION))
                        .filter(IntervalSet::isSingle)
                        .map(set -> Ipv4Address.ofBits(set.first()));
        Comparator<Cidr> near = Comparator.comparingInt(each -> hop.isPresent() && each.contains(hop.get()) ? 0 : 1);
        List<Cidr> own = port.addresses().stream().sorted(near).toList();
        return own.isEmpty()
                ? topology.ports().stream()
                        .filter(each -> !each.name().equals(Place.LOOPBACK))
                        .map(each -> first(each.addresses()))
                        .filter(each -> !each.isEmpty())
                        .findFirst()
                        .orElse(IntervalSet.EMPTY)
                : first(own);
    }

    private static IntervalSet first(List<Cidr> addresses) {
        return addresses.isEmpty()
                ? IntervalSet.EMPTY
                : IntervalSet.single(addresses.getFirst().address().bits());
    }

    static Place of(Topology topology, LocalAddresses addresses, Hook hook, Crossing.Cast cast) {
        return new Place(
                topology,
                new Crossing(
                        hook,
                        null,
                        null,
                        false,
                        null,
                        null,
                        cast,
                        addresses,
                        hook == Hook.OUTPUT ? OWN_LOOPBACK : IntervalSet.EMPTY,
                        IntervalSet.EMPTY,
                        true));
    }
}
