package org.drawbridge.exposure;

import java.util.Set;

/**
 * Traffic from one zone to another that is treated alike.
 *
 * @param protocol {@code tcp}, {@code udp}, {@code icmp}, another protocol's number, or {@code any}
 * @param ports destination ports as {@code 22, 80-443}, ICMP types, or {@code any}
 * @param states the states of its packets
 * @param verdict what becomes of it
 * @param decidedBy the rule that decides, or why none does
 * @param sourceRewritten whether it leaves with another source address
 */
public record TrafficClass(
        String protocol,
        String ports,
        Set<Packet.State> states,
        Walk.Verdict verdict,
        String decidedBy,
        boolean sourceRewritten) {

    public TrafficClass {
        states = Set.copyOf(states);
    }
}
