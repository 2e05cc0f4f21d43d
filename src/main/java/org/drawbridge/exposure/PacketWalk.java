package org.drawbridge.exposure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.drawbridge.exposure.Walk.Verdict;
import org.drawbridge.exposure.rule.ConnectionState;
import org.drawbridge.exposure.rule.Dimension;
import org.drawbridge.exposure.rule.IntervalSet;
import org.drawbridge.exposure.rule.PacketSet;
import org.drawbridge.exposure.walk.Fate;
import org.drawbridge.exposure.walk.Fate.End;
import org.drawbridge.exposure.walk.Journey;
import org.drawbridge.name.Ipv4Address;
import org.jspecify.annotations.Nullable;

/** Sends single packets through a net qube, as its kernel would take them; one at a time. */
public final class PacketWalk {

    private final Journey there;
    private final Journey back;

    public PacketWalk(Ruleset ruleset, Topology topology) {
        IntervalSet fresh = ConnectionState.NEW.set();
        IntervalSet translated = fresh.union(ConnectionState.ESTABLISHED.set());
        this.there = new Journey(ruleset.program(), topology, translated);
        this.back = new Journey(ruleset.program(), topology, fresh);
    }

    /**
     * What becomes of a packet.
     *
     * @throws IllegalArgumentException if the net qube has no interface of that name
     */
    public Walk walk(Packet packet) {
        return result(packet, fates(packet));
    }

    /** Every end that a packet's copies find. */
    List<Fate> fates(Packet packet) {
        Journey journey = packet.isReply() ? back : there;
        return packet.in().equals(Packet.OWN)
                ? journey.send(set(packet))
                : journey.arrive(set(packet), packet.in(), packet.frameFor(), packet.ttl());
    }

    private static PacketSet set(Packet packet) {
        ConnectionState state = ConnectionState.valueOf(packet.state().name());
        return PacketSet.all()
                .within(Dimension.SOURCE, IntervalSet.single(packet.source().bits()))
                .within(
                        Dimension.DESTINATION,
                        IntervalSet.single(packet.destination().bits()))
                .within(Dimension.PROTOCOL, IntervalSet.single(packet.protocol()))
                .within(Dimension.SOURCE_PORT, IntervalSet.single(packet.sourcePort()))
                .within(Dimension.DESTINATION_PORT, IntervalSet.single(packet.destinationPort()))
                .within(Dimension.ICMP, IntervalSet.single(packet.icmp()))
                .within(Dimension.STATE, state.set());
    }

    private Walk result(Packet packet, List<Fate> fates) {
        Set<String> ports = new LinkedHashSet<>();
        Set<WalkStep> walked = Collections.newSetFromMap(new IdentityHashMap<>());
        List<WalkStep> path = new ArrayList<>();
        boolean local = false;
        boolean rewritten = false;
        String translation = null;
        for (Fate fate : fates) {
            fate.packets().steps().stream().filter(walked::add).forEach(path::add);
            local |= fate.end() instanceof End.Local;
            translation = translation == null ? translation(fate.packets()) : translation;
            if (fate.end() instanceof End.Delivered out && !backAtSender(packet, fate.packets(), out.port())) {
                ports.add(out.port());
                rewritten |= rewritten(fate.packets());
            }
        }
        Fate telling = telling(fates);
        return new Walk(verdict(telling), reason(telling), List.copyOf(ports), local, rewritten, translation, path);
    }

    /** Whether a packet came back to the one host that is behind its port, or to its own address. */
    private static boolean backAtSender(Packet packet, PacketSet packets, String port) {
        boolean ownAddress = packets.get(Dimension.DESTINATION).equals(packets.original(Dimension.SOURCE));
        return port.equals(packet.in()) && (ownAddress || port.startsWith("vif"));
    }

    private static boolean rewritten(PacketSet packets) {
        return !packets.get(Dimension.SOURCE).equals(packets.original(Dimension.SOURCE));
    }

    private static @Nullable String translation(PacketSet packets) {
        List<String> parts = new ArrayList<>();
        for (Dimension each : List.of(Dimension.SOURCE, Dimension.DESTINATION)) {
            if (!packets.get(each).equals(packets.original(each))) {
                parts.add(Ipv4Address.ofBits(packets.original(each).first()) + " → "
                        + Ipv4Address.ofBits(packets.get(each).first()));
            }
        }
        return parts.isEmpty() ? null : String.join(", ", parts);
    }

    /** The fate that says most: not known, then come out somewhere, then to the net qube, then lost. */
    private static Fate telling(List<Fate> fates) {
        for (Class<? extends End> kind :
                List.of(End.Unknown.class, End.Delivered.class, End.Local.class, End.Rejected.class)) {
            Optional<Fate> found =
                    fates.stream().filter(fate -> kind.isInstance(fate.end())).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
        }
        return fates.stream().findFirst().orElse(new Fate(PacketSet.all(), new End.Dropped("nobody takes the frame")));
    }

    private static Verdict verdict(Fate fate) {
        return switch (fate.end()) {
            case End.Delivered delivered -> Verdict.ACCEPT;
            case End.Local local -> Verdict.ACCEPT;
            case End.Dropped dropped -> Verdict.DROP;
            case End.Rejected rejected -> Verdict.REJECT;
            case End.Unknown unknown -> Verdict.UNKNOWN;
        };
    }

    private static String reason(Fate fate) {
        String rule = fate.packets().steps().stream()
                .filter(WalkStep::decides)
                .reduce((first, last) -> last)
                .map(step -> " (" + step.table() + " " + step.chain() + ": " + step.text() + ")")
                .orElse("");
        return switch (fate.end()) {
            case End.Delivered out ->
                "It comes out at " + out.port() + (out.bridged() ? ", within the bridge" : "") + rule + ".";
            case End.Local local -> "It reaches the net qube itself" + rule + ".";
            case End.Dropped dropped -> "It is lost: " + dropped.reason() + rule + ".";
            case End.Rejected rejected -> "It is lost and its sender is told" + rule + ".";
            case End.Unknown unknown -> "Unknown because of " + unknown.reason() + ".";
        };
    }
}
