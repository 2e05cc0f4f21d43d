package org.drawbridge.exposure.rule;

import java.util.ArrayList;
import java.util.List;

/** What became of packets at a hook; every packet is in one of the lists. */
public final class HookResult {

    private final List<PacketSet> accepted = new ArrayList<>();
    private final List<PacketSet> dropped = new ArrayList<>();
    private final List<PacketSet> rejected = new ArrayList<>();
    private final List<Unknown> unknown = new ArrayList<>();

    /** Packets of which it cannot be said what becomes of them. */
    public record Unknown(PacketSet packets, String reason) {}

    void accept(PacketSet packets) {
        accepted.add(packets);
    }

    void drop(PacketSet packets) {
        dropped.add(packets);
    }

    void reject(PacketSet packets) {
        rejected.add(packets);
    }

    void unknown(PacketSet packets, String reason) {
        unknown.add(new Unknown(packets, reason));
    }

    /** Packets that go on. */
    public List<PacketSet> accepted() {
        return List.copyOf(accepted);
    }

    public List<PacketSet> dropped() {
        return List.copyOf(dropped);
    }

    /** Packets whose sender is told that they are lost. */
    public List<PacketSet> rejected() {
        return List.copyOf(rejected);
    }

    public List<Unknown> unknown() {
        return List.copyOf(unknown);
    }

    /** Takes the packets that did not go on from another result. */
    void addLost(HookResult other) {
        dropped.addAll(other.dropped);
        rejected.addAll(other.rejected);
        unknown.addAll(other.unknown);
    }
}
