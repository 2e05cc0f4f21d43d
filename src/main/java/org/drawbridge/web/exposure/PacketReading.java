package org.drawbridge.web.exposure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.drawbridge.exposure.Packet;
import org.drawbridge.exposure.Topology;
import org.drawbridge.name.InvalidNameException;
import org.drawbridge.name.Ipv4Address;
import org.drawbridge.name.QubeName;
import org.drawbridge.web.api.Violation;
import org.jspecify.annotations.Nullable;

/** Reads a question, and collects all that is wrong with it. */
final class PacketReading {

    private static final String CURRENT = "current";
    private static final String PLAN = "plan:";
    private static final int GREATEST_PORT = 65_535;
    private static final int ECHO_REQUEST = 8;
    private static final int CODES = 256;
    private static final int LONGEST = 64;
    private static final Map<String, Integer> PROTOCOLS =
            Map.of("icmp", 1, "igmp", 2, "tcp", 6, "udp", 17, "gre", 47, "esp", 50, "sctp", 132);

    private final PacketQuestion question;
    private final List<Violation> violations = new ArrayList<>();

    PacketReading(PacketQuestion question) {
        this.question = question;
    }

    List<Violation> violations() {
        return List.copyOf(violations);
    }

    /** The plan that is asked about; nothing for the current rules. */
    Optional<UUID> plan() {
        String ruleset = question.ruleset() == null ? CURRENT : question.ruleset();
        if (ruleset.equals(CURRENT)) {
            return Optional.empty();
        }
        try {
            return ruleset.startsWith(PLAN) && ruleset.length() <= LONGEST
                    ? Optional.of(UUID.fromString(ruleset.substring(PLAN.length())))
                    : wrong("ruleset", "Write current, or plan: and the id of a plan.");
        } catch (IllegalArgumentException notAnId) {
            return wrong("ruleset", "Write current, or plan: and the id of a plan.");
        }
    }

    Optional<QubeName> netvm() {
        return value("netvm", question.netvm(), QubeName::of);
    }

    /** The packet, as it arrives at this net qube; nothing where something is wrong. */
    Optional<Packet> packet(Topology topology) {
        Optional<Ipv4Address> source = value("src", question.src(), Ipv4Address::of);
        Optional<Ipv4Address> destination = value("dst", question.dst(), Ipv4Address::of);
        Optional<Topology.Port> in =
                value("in", question.in(), Function.identity()).flatMap(name -> port(topology, "in", name));
        Optional<Integer> protocol =
                value("protocol", question.protocol(), Function.identity()).flatMap(this::protocol);
        Optional<Packet.State> state = state();
        int sport = number("sport", question.sport(), GREATEST_PORT, 0);
        int dport = number("dport", question.dport(), GREATEST_PORT, 0);
        int type = number("icmpType", question.icmpType(), CODES - 1, ECHO_REQUEST);
        if (question.out() != null && !question.out().isEmpty()) {
            port(topology, "out", question.out());
        }
        if (!violations.isEmpty()
                || source.isEmpty()
                || destination.isEmpty()
                || in.isEmpty()
                || protocol.isEmpty()
                || state.isEmpty()) {
            return Optional.empty();
        }
        boolean icmp = protocol.get() == 1;
        return Optional.of(new Packet(
                in.get().name(),
                frameFor(topology, in.get(), destination.get()),
                source.get(),
                destination.get(),
                protocol.get(),
                icmp ? 0 : sport,
                icmp ? 0 : dport,
                icmp ? type * CODES : 0,
                state.get(),
                null,
                Packet.USUAL_TTL));
    }

    /** Whom the frame is for: within a bridge the owner of the address, if that is on its network, and else the net qube. */
    private String frameFor(Topology topology, Topology.Port in, Ipv4Address destination) {
        String out = question.out();
        boolean many = destination.bits() >= 0xe000_0000L && destination.bits() < 0xf000_0000L;
        boolean all = destination.bits() == 0xffff_ffffL
                || topology.ports().stream()
                        .flatMap(port -> port.addresses().stream())
                        .anyMatch(each -> each.prefix() < 31 && each.last().equals(destination));
        if (many || all) {
            return many ? Packet.MULTICAST : Packet.BROADCAST;
        }
        String bridge = in.master();
        boolean ours = topology.ports().stream()
                .flatMap(port -> port.addresses().stream())
                .anyMatch(each -> each.address().equals(destination));
        if (bridge == null || ours) {
            return Packet.SELF;
        }
        if (out != null
                && topology.port(out)
                        .filter(port -> bridge.equals(port.master()))
                        .isPresent()) {
            return out;
        }
        boolean near = topology.port(bridge).stream()
                .flatMap(port -> port.addresses().stream())
                .anyMatch(each -> each.contains(destination));
        String uplink = topology.uplinkOf(bridge).map(Topology.Port::name).orElse(Packet.SELF);
        String owner = topology.neighbours().getOrDefault(destination, uplink);
        return near && !owner.equals(in.name()) ? owner : Packet.SELF;
    }

    private Optional<Topology.Port> port(Topology topology, String field, String name) {
        Optional<Topology.Port> port = topology.port(name);
        if (port.isEmpty()) {
            wrong(
                    field,
                    "The net qube has no interface of that name. It has "
                            + String.join(
                                    ", ",
                                    topology.ports().stream()
                                            .map(Topology.Port::name)
                                            .limit(LONGEST)
                                            .toList())
                            + ".");
        }
        return port;
    }

    private Optional<Integer> protocol(String word) {
        Integer known = PROTOCOLS.get(word.toLowerCase(Locale.ROOT));
        boolean number = word.matches("\\d{1,3}") && Integer.parseInt(word) < CODES;
        return known != null
                ? Optional.of(known)
                : number
                        ? Optional.of(Integer.parseInt(word))
                        : wrong("protocol", "Write tcp, udp, icmp or a number below 256.");
    }

    private Optional<Packet.State> state() {
        String word = question.state() == null ? "new" : question.state();
        for (Packet.State each : Packet.State.values()) {
            if (each.name().equals(word.toUpperCase(Locale.ROOT))) {
                return Optional.of(each);
            }
        }
        return wrong("state", "Write new, established, related or invalid.");
    }

    private int number(String field, @Nullable Integer number, int greatest, int otherwise) {
        if (number != null && (number < 0 || number > greatest)) {
            wrong(field, "Write a number from 0 to " + greatest + ".");
        }
        return number == null ? otherwise : number;
    }

    private <T> Optional<T> value(String field, @Nullable String text, Function<String, T> reading) {
        if (text == null || text.isBlank()) {
            return wrong(field, "This has to be given.");
        }
        try {
            return Optional.of(reading.apply(text));
        } catch (InvalidNameException invalid) {
            return wrong(field, String.valueOf(invalid.getMessage()));
        }
    }

    private <T> Optional<T> wrong(String field, String message) {
        violations.add(new Violation(field, message));
        return Optional.empty();
    }
}
