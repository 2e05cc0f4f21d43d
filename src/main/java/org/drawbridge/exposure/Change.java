package org.drawbridge.exposure;

/**
 * Traffic of new connections that a change opens or closes.
 *
 * @param from the name of the zone that begins
 * @param to the name of the zone that is reached
 * @param protocol {@code tcp}, {@code udp}, {@code icmp}, another protocol's number, or {@code any}
 * @param ports destination ports as {@code 22, 80-443}, ICMP types, or {@code any}
 * @param verdictBefore {@code accept}, {@code drop}, {@code reject} or {@code unknown}
 * @param verdictAfter the same, afterwards
 * @param decidedBefore the rule that decided before, or why none did
 * @param decidedAfter the rule that decides afterwards, or why none does
 */
public record Change(
        String from,
        String to,
        String protocol,
        String ports,
        String verdictBefore,
        String verdictAfter,
        String decidedBefore,
        String decidedAfter) {}
