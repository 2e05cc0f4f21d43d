package org.drawbridge.inventory;

import java.util.List;
import org.drawbridge.name.Cidr;
import org.drawbridge.name.InterfaceName;
import org.drawbridge.name.MacAddress;
import org.drawbridge.name.QubeName;
import org.jspecify.annotations.Nullable;

/**
 * A bridge that was really there in a running net qube when it was last looked at, whoever made it.
 *
 * @param netvm the net qube that it is in
 * @param name its name
 * @param mac its address, or null where it has none
 * @param up whether it is switched on
 * @param addresses the net qube's own IPv4 addresses on it
 * @param ports what is in it, by name
 */
public record Bridge(
        QubeName netvm,
        InterfaceName name,
        @Nullable MacAddress mac,
        boolean up,
        List<Cidr> addresses,
        List<Port> ports) {

    public Bridge {
        addresses = List.copyOf(addresses);
        ports = List.copyOf(ports);
    }

    /**
     * One interface in a bridge.
     *
     * @param name the interface's name inside the net qube
     * @param mac its address, or null where it has none
     * @param uplink whether it is a card of the net qube's own
     * @param qube the qube whose card this is the back end of, told by Xen's number, or null where there is none
     */
    public record Port(
            InterfaceName name,
            @Nullable MacAddress mac,
            boolean uplink,
            @Nullable QubeName qube) {}
}
