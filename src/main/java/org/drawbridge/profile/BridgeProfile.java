package org.drawbridge.profile;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.drawbridge.name.BridgeName;
import org.drawbridge.name.Cidr;
import org.drawbridge.name.InterfaceName;
import org.drawbridge.name.Ipv4Address;
import org.drawbridge.name.MacAddress;
import org.drawbridge.name.QubeName;

/**
 * What the user wants: a bridge in one net qube, its uplink, its address, and the qubes attached to it.
 *
 * @param id its number, given by the store
 * @param name 1–64 characters, unique
 * @param netvm the net qube that gets the bridge
 * @param bridge the bridge's name
 * @param uplink which card becomes its port
 * @param address how the net qube gets its own address on it
 * @param stp whether the bridge takes part in the spanning tree
 * @param hardening whether routed qubes stay shielded from the bridge
 * @param attachments the qubes on it
 * @param version counts the edits, from 1
 * @param applied what of it is on the host now
 */
public record BridgeProfile(
        long id,
        String name,
        QubeName netvm,
        BridgeName bridge,
        Uplink uplink,
        Addressing address,
        boolean stp,
        Hardening hardening,
        List<Attachment> attachments,
        long version,
        Optional<Applied> applied) {

    public BridgeProfile {
        attachments = List.copyOf(attachments);
    }

    /** A card, told by its MAC address or by its name; just one of both. */
    public record Uplink(Optional<MacAddress> mac, Optional<InterfaceName> interfaceName) {

        public Uplink {
            if (mac.isPresent() == interfaceName.isPresent()) {
                throw new IllegalArgumentException("An uplink is told by its MAC address or by its name.");
            }
        }

        /** The address or the name, whichever tells the card. */
        public String text() {
            return mac.map(MacAddress::value)
                    .or(() -> interfaceName.map(InterfaceName::value))
                    .orElseThrow();
        }
    }

    /** How an interface gets its IPv4 address. */
    public sealed interface Addressing {

        /** From a DHCP server on the LAN. */
        record Dhcp() implements Addressing {}

        /** A fixed one. */
        record Static(Cidr cidr, Optional<Ipv4Address> gateway, List<Ipv4Address> dns) implements Addressing {
            public Static {
                dns = List.copyOf(dns);
            }
        }
    }

    /** Whether the rules are the seed page's own or the ones that keep routed qubes shielded. */
    public enum Hardening {
        HARDENED,
        SEED
    }

    /** Whether a qube's own card goes to the bridge, or a second one. */
    public enum Mode {
        REPLACE,
        ADDITIONAL
    }

    /** One qube on the bridge. */
    public record Attachment(QubeName qube, Mode mode, Addressing address) {}

    /**
     * What of a profile is on the host.
     *
     * @param job the job that put it there
     * @param version the profile's version that it put there
     * @param until when it is taken down by itself
     */
    public record Applied(long job, long version, Optional<Instant> until) {}
}
