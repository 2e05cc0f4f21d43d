package org.drawbridge.inventory;

import java.util.List;
import org.drawbridge.host.PowerState;
import org.drawbridge.name.InterfaceName;
import org.drawbridge.name.Ipv4Address;
import org.drawbridge.name.MacAddress;
import org.drawbridge.name.QubeName;
import org.jspecify.annotations.Nullable;

/**
 * A qube as the inventory has it.
 *
 * @param name its name
 * @param qubeClass {@code AppVM}, {@code TemplateVM} …, or a newer release's word
 * @param label the colour's name
 * @param state Qubes' word, such as {@code Running}
 * @param template the template that it is based on, or null
 * @param netvm who gives it network, or null
 * @param ip its address behind its net qube, or null
 * @param mac its MAC address, or null
 * @param providesNetwork whether others may hang on it
 * @param xid Xen's number of the running domain, or -1
 * @param virtMode {@code pvh}, {@code hvm}, {@code pv}, or empty
 * @param bridges the bridges in it, or those that a card of its own was seen in; by name
 */
public record Qube(
        QubeName name,
        String qubeClass,
        String label,
        String state,
        @Nullable QubeName template,
        @Nullable QubeName netvm,
        @Nullable Ipv4Address ip,
        @Nullable MacAddress mac,
        boolean providesNetwork,
        int xid,
        String virtMode,
        List<InterfaceName> bridges) {

    public Qube {
        bridges = List.copyOf(bridges);
    }

    public PowerState power() {
        return PowerState.ofWord(state);
    }

    public boolean running() {
        return power() == PowerState.RUNNING;
    }

    public boolean bridged() {
        return !bridges.isEmpty();
    }

    public boolean isTemplate() {
        return qubeClass.equals("TemplateVM");
    }
}
