package org.drawbridge.exposure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drawbridge.exposure.KernelCounters.Place;
import org.drawbridge.exposure.KernelLab.Out;
import org.drawbridge.exposure.KernelLab.Seen;
import org.drawbridge.exposure.KernelLab.Tool;
import org.drawbridge.exposure.Packet.State;
import org.drawbridge.exposure.rule.Dimension;
import org.drawbridge.exposure.rule.IntervalSet;
import org.drawbridge.exposure.walk.Fate;
import org.drawbridge.exposure.walk.Fate.End;
import org.drawbridge.name.Ipv4Address;

/** Sends packets through the kernel and through the walk, with the same rules, and notes where the two disagree. */
final class KernelTrial {

    private final KernelLab lab;
    private final Tool tool;
    private final PacketWalk walk;
    private final List<Difference> differences = new ArrayList<>();
    private int pairs;
    private int unknown;

    /** A packet that does not end on paper as it did in the kernel; null for several that cannot be told apart. */
    record Difference(KernelPacket packet, String what) {}

    KernelTrial(KernelLab lab, Tool tool, PacketWalk walk) {
        this.lab = lab;
        this.tool = tool;
        this.walk = walk;
    }

    int pairs() {
        return pairs;
    }

    /** Packets that the walk says nothing about; they are not sent. */
    int unknown() {
        return unknown;
    }

    List<Difference> differences() {
        return differences;
    }

    /**
     * Sends all that may have several copies one by one, and all others together.
     *
     * <p>Copies are of one connection, which is translated once, so their translating rules are not counted.
     */
    void send(List<KernelPacket> packets, List<KernelPacket> told) {
        List<Integer> together = new ArrayList<>();
        for (int i = 0; i < packets.size(); i++) {
            List<Fate> fates = walk.fates(told.get(i).packet());
            if (fates.stream().anyMatch(fate -> fate.end() instanceof End.Unknown)) {
                unknown++;
            } else if (fates.size() > 1 || packets.get(i).isForMany()) {
                alone(packets.get(i), told.get(i));
            } else {
                together.add(i);
            }
        }
        List<KernelPacket> sent = together.stream().map(packets::get).toList();
        List<KernelPacket> said = together.stream().map(told::get).toList();
        if (!sent.isEmpty()) {
            together(sent, said);
        }
    }

    /** Sends packets again one by one, if all together did not meet the rules as they should. */
    void again(List<KernelPacket> packets) {
        if (differences.stream().anyMatch(each -> each.packet() == null)) {
            packets.forEach(each -> alone(each, each));
        }
    }

    private void alone(KernelPacket packet, KernelPacket told) {
        KernelCounters before = counters();
        Seen seen = lab.send(List.of(packet.json())).get(packet.id());
        KernelCounters counted = counters().since(before);
        pairs++;
        compare(told, seen);
        Map<Place, Long> said = said(List.of(told));
        Set<Place> wrong = new HashSet<>();
        counted.counts().forEach((place, count) -> {
            boolean translates = packet.isForMany() && isTranslation(place);
            if (!translates && count > 0 != said.getOrDefault(place, 0L) > 0) {
                wrong.add(place);
            }
        });
        if (!wrong.isEmpty()) {
            differences.add(new Difference(told, "rules " + wrong + ", the kernel counted " + counted.nonZero()));
        }
    }

    private void together(List<KernelPacket> packets, List<KernelPacket> told) {
        KernelCounters before = counters();
        Map<String, Seen> seen =
                lab.send(packets.stream().map(KernelPacket::json).toList());
        KernelCounters counted = counters().since(before);
        pairs += packets.size();
        told.forEach(each -> compare(each, seen.get(each.id())));
        Map<Place, Long> said = said(told);
        List<String> wrong = new ArrayList<>();
        counted.counts().forEach((place, count) -> {
            long expected = said.getOrDefault(place, 0L);
            if (count != expected) {
                wrong.add(place + " " + count + " packets, not " + expected);
            }
        });
        if (!wrong.isEmpty()) {
            differences.add(new Difference(null, "the kernel counted " + wrong));
        }
    }

    private KernelCounters counters() {
        return KernelCounters.of(tool, lab.counters(tool));
    }

    /** How many packets each rule decides about, by the walk; translation looks at a connection's first packet only. */
    private Map<Place, Long> said(List<KernelPacket> packets) {
        Map<Place, Long> said = new LinkedHashMap<>();
        for (KernelPacket each : packets) {
            for (WalkStep step : walk.walk(each.packet()).path()) {
                if (each.packet().state() == State.NEW || !isTranslation(Place.of(step))) {
                    said.merge(Place.of(step), 1L, Long::sum);
                }
            }
        }
        return said;
    }

    private static boolean isTranslation(Place place) {
        boolean stock = place.table().equals("qubes") && place.chain().equals("postrouting");
        return stock || place.table().equals("nat") || place.chain().startsWith("nat-");
    }

    private void compare(KernelPacket told, Seen seen) {
        List<String> wrong = new ArrayList<>();
        List<Fate> fates = walk.fates(told.packet());
        List<Out> left = new ArrayList<>(seen.out());
        for (Fate fate : fates) {
            if (fate.end() instanceof End.Delivered out) {
                int found = indexOf(left, fate, out.port());
                if (found < 0) {
                    wrong.add("it did not come out at " + out.port() + " as " + fate.packets());
                } else {
                    left.remove(found);
                }
            }
        }
        if (!left.isEmpty()) {
            wrong.add("it came out at " + left);
        }
        boolean local = fates.stream().anyMatch(fate -> fate.end() instanceof End.Local);
        if (local != seen.local()) {
            wrong.add(seen.local() ? "the net qube got it" : "the net qube did not get it");
        }
        if (!wrong.isEmpty()) {
            differences.add(new Difference(told, String.join(" and ", wrong)));
        }
    }

    private static int indexOf(List<Out> out, Fate fate, String port) {
        for (int i = 0; i < out.size(); i++) {
            Out each = out.get(i);
            if (each.port().equals(port)
                    && has(fate, Dimension.SOURCE, Ipv4Address.of(each.source()).bits())
                    && has(
                            fate,
                            Dimension.DESTINATION,
                            Ipv4Address.of(each.destination()).bits())
                    && has(fate, Dimension.DESTINATION_PORT, each.destinationPort())) {
                return i;
            }
        }
        return -1;
    }

    private static boolean has(Fate fate, Dimension dimension, long number) {
        IntervalSet set = fate.packets().get(dimension);
        return set.contains(number);
    }
}
