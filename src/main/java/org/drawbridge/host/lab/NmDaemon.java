package org.drawbridge.host.lab;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.drawbridge.host.CommandResult;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.lab.RunningNotes.LinkNotes;
import org.jspecify.annotations.Nullable;

/** NetworkManager in one running qube. */
final class NmDaemon {

    static final HostPath FOLDER = HostPath.of("/rw/config/NM-system-connections");

    /** Where Qubes' agent puts the profile of the card to the net qube; it is gone with the qube's end. */
    static final String GENERATED = "/run/NetworkManager/system-connections/qubes-uplink-eth0";

    private final World world;
    private final String qube;
    private final RunningNotes notes;
    private final NmNotes nm;
    private final Bridges bridges;
    private final Lan lan;

    NmDaemon(World world, LabFaults faults, String qube, RunningNotes notes, NmNotes nm) {
        this.world = world;
        this.qube = qube;
        this.notes = notes;
        this.nm = nm;
        this.bridges = new Bridges(notes);
        this.lan = new Lan(world, faults);
    }

    /** The one of that running qube, or nothing where it does not run there. */
    static Optional<NmDaemon> in(World world, LabFaults faults, String qube) {
        return world.running(qube)
                .flatMap(notes -> Optional.ofNullable(notes.networkManager)
                        .map(nm -> new NmDaemon(world, faults, qube, notes, nm)));
    }

    /** Reads the folder of keyfiles: what is gone is taken down, what is new may come up by itself. */
    void reload() {
        NavigableMap<String, NavigableMap<String, String>> read = new TreeMap<>();
        FileTree files = world.folder().privateImage(qube);
        for (String name : files.list(FOLDER)) {
            HostPath path = FOLDER.resolve(name);
            files.read(path)
                    .flatMap(image -> NmKeyfile.read(path, image))
                    .ifPresent(settings -> read.put(path.value(), settings));
        }
        Optional.ofNullable(nm.profiles.get(GENERATED)).ifPresent(settings -> read.put(GENERATED, settings));
        for (Map.Entry<String, String> up : List.copyOf(nm.active.entrySet())) {
            if (!read.containsKey(up.getValue())) {
                deactivate(up.getKey());
            }
        }
        nm.profiles.clear();
        nm.profiles.putAll(read);
        nm.held.removeIf(file -> !read.containsKey(file));
        connectByItself();
    }

    /** {@code nmcli connection up id}. */
    CommandResult up(String id) {
        Optional<String> file = fileOf(id);
        if (file.isEmpty()) {
            return NmResult.unknown(id);
        }
        nm.held.remove(file.get());
        NmProfile profile = profile(file.get());
        if (profile.isBridge()) {
            activateBridge(profile, true);
            connectByItself();
            return NmResult.activated();
        }
        Optional<String> device = deviceFor(profile);
        if (device.isEmpty()) {
            return NmResult.failed(
                    4,
                    "Connection activation failed: No suitable device found for this connection (profile is not"
                            + " compatible with any device).");
        }
        if (profile.isPort() && masterOf(profile).isEmpty()) {
            return NmResult.failed(4, "Connection activation failed: Master connection not found or invalid.");
        }
        boolean hasAddress = activate(profile, device.get());
        return hasAddress || profile.isPort()
                ? NmResult.activated()
                : NmResult.failed(
                        4,
                        "Connection activation failed: IP configuration could not be reserved (no available address,"
                                + " timeout, etc.).");
    }

    /** {@code nmcli connection down id}; the profile then stays down until a person brings it up. */
    CommandResult down(String id) {
        Optional<String> file = fileOf(id);
        Optional<String> device = file.flatMap(this::deviceOf);
        if (device.isEmpty()) {
            return NmResult.failed(
                    10,
                    file.isEmpty() ? "unknown connection '" + id + "'." : "'" + id + "' is not an active connection.");
        }
        if (!nm.held.contains(file.orElseThrow())) {
            nm.held.add(file.orElseThrow());
            nm.held.sort(Comparator.naturalOrder());
        }
        deactivate(device.get());
        connectByItself();
        return CommandResult.success("Connection '" + id + "' successfully deactivated (D-Bus active path:"
                + " /org/freedesktop/NetworkManager/ActiveConnection/1)");
    }

    /** {@code nmcli device connect}. */
    CommandResult connect(String device) {
        LinkNotes link = notes.links.get(device);
        if (link == null) {
            return NmResult.failed(10, "Device '" + device + "' not found.");
        }
        if (link.kind.equals("vif")) {
            return NmResult.failed(4, "Failed to add/activate new connection: Device is strictly unmanaged.");
        }
        nm.held.removeIf(file -> profile(file).fits(device, link));
        if (nm.active.containsKey(device) || connectDevice(device)) {
            return CommandResult.success("Device '" + device + "' successfully activated.");
        }
        return NmResult.failed(4, "Failed to add/activate new connection: No suitable connection found.");
    }

    NmListing listing() {
        return new NmListing(notes, nm);
    }

    /** Brings up what may come up by itself: bridges first, then idle cards with the best profile each. */
    void connectByItself() {
        for (String file : List.copyOf(nm.profiles.keySet())) {
            NmProfile profile = profile(file);
            if (profile.isBridge() && profile.connectsByItself() && mayConnect(file)) {
                activateBridge(profile, false);
            }
        }
        for (String device : List.copyOf(notes.links.keySet())) {
            LinkNotes link = notes.links.get(device);
            if (link != null && isCard(link) && link.carrier && !nm.active.containsKey(device)) {
                connectDevice(device);
            }
        }
    }

    private boolean connectDevice(String device) {
        LinkNotes link = Objects.requireNonNull(notes.links.get(device));
        List<NmProfile> candidates = nm.profiles.keySet().stream()
                .filter(this::mayConnect)
                .map(this::profile)
                .filter(profile -> !profile.isBridge() && profile.connectsByItself() && profile.fits(device, link))
                .filter(profile -> !profile.isPort() || masterOf(profile).isPresent())
                .sorted(NmProfile.BEST_FIRST)
                .toList();
        for (NmProfile profile : candidates) {
            if (activate(profile, device) || profile.isPort() || profile.triesForEver()) {
                return true;
            }
            deactivate(device);
        }
        return false;
    }

    private boolean mayConnect(String file) {
        return !nm.held.contains(file) && deviceOf(file).isEmpty();
    }

    private void activateBridge(NmProfile profile, boolean anew) {
        String name = profile.interfaceName().orElseThrow();
        if (anew && bridges.exists(name)) {
            deactivate(name);
        }
        bridges.create(name, profile.pinnedMac());
        nm.active.put(name, profile.file());
        address(profile, name);
    }

    /** Brings a card up; whether it has an address then. */
    private boolean activate(NmProfile profile, String device) {
        if (nm.active.containsKey(device)) {
            deactivate(device);
        }
        nm.active.put(device, profile.file());
        if (profile.isPort()) {
            NmProfile master = masterOf(profile).orElseThrow();
            String bridge = master.interfaceName().orElseThrow();
            if (!nm.active.containsKey(bridge)) {
                activateBridge(master, false);
            }
            bridges.join(device, bridge);
            address(master, bridge);
            return false;
        }
        return address(profile, device);
    }

    private boolean address(NmProfile profile, String device) {
        LinkNotes link = Objects.requireNonNull(notes.links.get(device));
        List<String> addresses = switch (profile.method()) {
            case "manual" -> profile.addresses();
            case "auto" ->
                lan.lease(qube, notes, device).stream().map(Object::toString).toList();
            default -> List.<String>of();
        };
        link.addresses.clear();
        link.addresses.addAll(addresses);
        return !addresses.isEmpty() || profile.method().equals("disabled");
    }

    private void deactivate(String device) {
        nm.active.remove(device);
        LinkNotes link = notes.links.get(device);
        if (link == null) {
            return;
        }
        if (link.kind.equals("bridge")) {
            for (String port : notes.portsOf(device)) {
                nm.active.remove(port);
            }
            bridges.remove(device);
        } else {
            bridges.leave(device);
            link.addresses.clear();
        }
    }

    private Optional<String> deviceFor(NmProfile profile) {
        List<String> fitting = notes.links.entrySet().stream()
                .filter(entry -> isCard(entry.getValue()) && profile.fits(entry.getKey(), entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        return fitting.stream()
                .filter(device -> !nm.active.containsKey(device))
                .findFirst()
                .or(() -> fitting.stream().findFirst());
    }

    private Optional<NmProfile> masterOf(NmProfile port) {
        @Nullable String master = port.master();
        return nm.profiles.keySet().stream()
                .map(this::profile)
                .filter(profile -> profile.isBridge() && profile.isCalled(master))
                .findFirst();
    }

    private Optional<String> fileOf(String id) {
        return nm.profiles.keySet().stream()
                .filter(file -> profile(file).id().equals(id))
                .findFirst();
    }

    private Optional<String> deviceOf(String file) {
        return nm.active.entrySet().stream()
                .filter(entry -> entry.getValue().equals(file))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private NmProfile profile(String file) {
        return new NmProfile(file, nm.profiles.getOrDefault(file, new TreeMap<>()));
    }

    private static boolean isCard(LinkNotes link) {
        return (link.kind.isEmpty() && !link.wireless) || link.kind.equals("xen");
    }
}
