package org.drawbridge.cli;

import java.util.Locale;
import java.util.Map;

/** The words for protocols and ICMP types in a file of cases. */
final class PacketWords {

    private static final Map<String, Integer> PROTOCOLS =
            Map.of("icmp", 1, "igmp", 2, "tcp", 6, "udp", 17, "gre", 47, "esp", 50, "ah", 51, "ospf", 89, "sctp", 132);

    private static final Map<String, Integer> TYPES = Map.ofEntries(
            Map.entry("echo-reply", 0),
            Map.entry("destination-unreachable", 3),
            Map.entry("network-unreachable", 3),
            Map.entry("host-unreachable", 3),
            Map.entry("port-unreachable", 3),
            Map.entry("source-quench", 4),
            Map.entry("redirect", 5),
            Map.entry("echo-request", 8),
            Map.entry("router-advertisement", 9),
            Map.entry("router-solicitation", 10),
            Map.entry("time-exceeded", 11),
            Map.entry("parameter-problem", 12),
            Map.entry("timestamp-request", 13),
            Map.entry("timestamp-reply", 14));

    private static final Map<String, Integer> CODES = Map.of("host-unreachable", 1, "port-unreachable", 3);

    private PacketWords() {}

    /** The number of a protocol. */
    static int protocol(String word) {
        return number(word.toLowerCase(Locale.ROOT), PROTOCOLS, "protocol");
    }

    /** Type × 256 + code; 0 for a packet that is not ICMP. */
    static int icmp(String type, int code) {
        if (type.isEmpty()) {
            return 0;
        }
        return number(type, TYPES, "icmpType") * 256 + CODES.getOrDefault(type, code);
    }

    private static int number(String word, Map<String, Integer> words, String field) {
        Integer known = words.get(word);
        if (known != null) {
            return known;
        }
        if (word.matches("\\d{1,3}") && Integer.parseInt(word) < 256) {
            return Integer.parseInt(word);
        }
        throw new ExposureCaseException("The field " + field + " names nothing that is known: " + word + ".");
    }
}
