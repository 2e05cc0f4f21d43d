package org.drawbridge.host.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the lab keeps of a qube while it runs, and forgets when it stops; written as it stands to {@code running.json}. */
final class RunningNotes {

    /** The interfaces inside, by name. */
    final NavigableMap<String, LinkNotes> links = new TreeMap<>();

    /** The cards by which it hangs on a net qube. */
    final List<Nic> nics = new ArrayList<>();

    /** What NetworkManager knows, or null where it does not run. */
    @Nullable
    NmNotes networkManager;

    /** The rules of iptables in force, by table; empty where nothing was loaded. */
    final NavigableMap<String, IptablesNotes> iptables = new TreeMap<>();

    /** The tables of nftables in force, in their order. */
    final List<NftNotes.Table> nftables = new ArrayList<>();

    /** Bridge netfilter's switches by key, or null while the module is not loaded. */
    @Nullable
    NavigableMap<String, Integer> bridgeSwitches;

    /** The connections that conntrack follows. */
    final List<Connection> connections = new ArrayList<>();

    /** What went wrong while it started, without times. */
    final List<String> startMessages = new ArrayList<>();

    Optional<LinkNotes> link(String name) {
        return Optional.ofNullable(links.get(name));
    }

    /** Lets the kernel load bridge netfilter, whose switches start at 1; without effect where it is loaded. */
    void loadBridgeNetfilter() {
        if (bridgeSwitches == null) {
            NavigableMap<String, Integer> switches = new TreeMap<>();
            switches.put("net.bridge.bridge-nf-call-arptables", 1);
            switches.put("net.bridge.bridge-nf-call-ip6tables", 1);
            switches.put("net.bridge.bridge-nf-call-iptables", 1);
            bridgeSwitches = switches;
        }
    }

    /** The ports of a bridge, by name. */
    List<String> portsOf(String bridge) {
        return links.entrySet().stream()
                .filter(entry -> Objects.equals(entry.getValue().master, bridge))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** An interface. */
    static final class LinkNotes {
        /** Empty for a card, {@code bridge}, {@code vif} for another qube's back end, {@code xen} for the way to the net qube. */
        String kind = "";

        String mac = "";

        /** Of a bridge: the address it keeps whatever its ports have, or null. */
        @Nullable
        String pinnedMac;

        @Nullable
        String master;

        boolean wireless;
        boolean up = true;
        boolean carrier = true;
        int group;
        final List<String> addresses = new ArrayList<>();
    }

    /**
     * How a running qube hangs on its net qube.
     *
     * @param device the card's name inside, such as {@code eth0}
     * @param netvm the net qube
     * @param bridge the bridge it is a port of, or null where it is routed
     * @param vif the back end's name in the net qube
     */
    record Nic(String device, String netvm, @Nullable String bridge, String mac, String ip, String vif) {}

    /** A connection that conntrack follows. */
    record Connection(String source, String destination) {}
}
