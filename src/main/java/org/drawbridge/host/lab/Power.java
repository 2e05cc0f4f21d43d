package org.drawbridge.host.lab;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.drawbridge.host.HostException;
import org.drawbridge.host.Release;
import org.drawbridge.host.lab.RunningNotes.LinkNotes;
import org.drawbridge.host.lab.RunningNotes.Nic;

/** Starts and stops qubes, with what Qubes does then to files, networks and rules. */
final class Power {

    private final NetworkCards cards;
    private final LabFaults faults;

    Power(NetworkCards cards, LabFaults faults) {
        this.cards = cards;
        this.faults = faults;
    }

    void start(World world, String qube) {
        if (world.isRunning(qube)) {
            return;
        }
        Facts.netvm(world, qube).ifPresent(netvm -> start(world, netvm));
        List<Nic> nics = cards.atStart(world, qube);
        nics.forEach(nic -> cards.check(world, qube, nic));
        prepareFiles(world, qube);
        RunningNotes notes = new RunningNotes();
        world.began(qube, notes);
        boot(world, qube, notes);
        nics.forEach(nic -> cards.attach(world, qube, nic));
        cards.backEndStarted(world, qube, notes);
        world.save();
    }

    private static void prepareFiles(World world, String qube) {
        LabFolder folder = world.folder();
        folder.rootImage(Facts.rootOwner(world, qube)).copyTo(folder.liveRoot(qube));
        if (world.qube(qube).isDisposable()) {
            String template = Facts.template(world, qube).orElseThrow();
            folder.privateImage(template).copyTo(folder.privateImage(qube));
        }
    }

    private void boot(World world, String qube, RunningNotes notes) {
        for (QubeNotes.Card card : world.qube(qube).cards) {
            LinkNotes link = new LinkNotes();
            link.mac = card.mac();
            link.wireless = card.wireless();
            link.carrier = !card.lan().isEmpty();
            notes.links.put(card.name(), link);
        }
        boolean net = Facts.providesNetwork(world, qube);
        if (net || world.release() == Release.R2B2) {
            new RunTimeRules(world).loadStock(notes, world.folder().liveRoot(qube));
        }
        if (net) {
            new RunTimeRules(world).redirectDns(qube, notes, new Lan(world, faults));
            new StartScript(world, qube, notes).runAll();
        }
        if (Facts.serviceOn(world, qube, "network-manager")) {
            new QubeFiles(world, qube).moveKeyfiles();
            notes.networkManager = new NmNotes();
            if (Facts.netvm(world, qube).isPresent() && world.release() != Release.R2B2) {
                notes.networkManager.profiles.put(NmDaemon.GENERATED, generated(world, qube));
            }
            NmDaemon.in(world, faults, qube).ifPresent(NmDaemon::reload);
        }
    }

    /** What Qubes' agent writes for the card to the net qube at every boot; that of R2B2 sets the address itself. */
    private static NavigableMap<String, String> generated(World world, String qube) {
        return new TreeMap<>(Map.of(
                "connection.id",
                "qubes-uplink-eth0",
                "connection.uuid",
                Facts.uuid(qube + " uplink"),
                "connection.type",
                NmKeyfile.ETHERNET,
                "connection.interface-name",
                "eth0",
                "connection.autoconnect",
                "yes",
                "ipv4.method",
                "manual",
                "ipv4.addresses",
                Facts.ip(world, qube) + "/32",
                "ipv4.gateway",
                Facts.gateway(world, qube)));
    }

    /** Shuts a qube down as a person would: not while others hang on it. */
    void shutdown(World world, String qube) {
        if (!world.isRunning(qube)) {
            return;
        }
        List<String> behind = world.runningBehind(qube);
        if (!behind.isEmpty()) {
            throw new HostException.Declined("There are other VMs connected to this VM: " + String.join(", ", behind)
                    + ". Shut them down first.");
        }
        end(world, qube);
    }

    /** Ends a qube whatever hangs on it, as a crash does. */
    void end(World world, String qube) {
        List.copyOf(world.mustRun(qube).nics).forEach(nic -> cards.detach(world, qube, nic));
        cards.backEndStopped(world, qube);
        LabFolder folder = world.folder();
        if (world.qube(qube).ownsRoot()) {
            folder.liveRoot(qube).copyTo(folder.rootImage(qube));
        }
        world.ended(qube);
        world.save();
        folder.liveRoot(qube).clear();
        if (world.qube(qube).isDisposable()) {
            folder.privateImage(qube).clear();
        }
    }
}
