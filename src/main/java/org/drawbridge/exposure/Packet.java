package org.drawbridge.exposure;

import org.drawbridge.name.Ipv4Address;
import org.jspecify.annotations.Nullable;

/**
 * One IPv4 packet that arrives at a net qube, or leaves it as its own.
 *
 * @param in the port where its frame arrives; {@link #OWN} for a packet of the net qube itself
 * @param frameFor whom the frame is for: {@code self}, {@code broadcast}, {@code multicast}, or the port behind which
 *     the owner of the destination MAC is
 * @param source the address it comes from
 * @param destination the address it is for
 * @param protocol the protocol's number
 * @param sourcePort 0 for a protocol without ports
 * @param destinationPort 0 for a protocol without ports
 * @param icmp type × 256 + code of an ICMP packet
 * @param state what connection tracking says of it
 * @param reply for a packet of an open connection: whether it goes against the connection's first packet; null to take
 *     it for a reply if it comes from a well-known port to another one
 * @param ttl how many routers it may still pass
 */
public record Packet(
        String in,
        String frameFor,
        Ipv4Address source,
        Ipv4Address destination,
        int protocol,
        int sourcePort,
        int destinationPort,
        int icmp,
        State state,
        @Nullable Boolean reply,
        int ttl) {

    /** The value of {@link #in} for a packet that the net qube itself sends. */
    public static final String OWN = "lo";

    public static final String SELF = "self";
    public static final String BROADCAST = "broadcast";
    public static final String MULTICAST = "multicast";
    public static final int USUAL_TTL = 64;

    private static final int WELL_KNOWN = 1024;

    /** What connection tracking says of a packet. */
    public enum State {
        NEW,
        ESTABLISHED,
        RELATED,
        INVALID,
        UNTRACKED
    }

    /** Whether it goes against the first packet of its connection, as far as that is known. */
    boolean isReply() {
        return reply == null ? sourcePort < WELL_KNOWN && destinationPort >= WELL_KNOWN : reply;
    }
}
