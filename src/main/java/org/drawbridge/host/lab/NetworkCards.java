package org.drawbridge.host.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Release;
import org.drawbridge.host.lab.RunningNotes.LinkNotes;
import org.drawbridge.host.lab.RunningNotes.Nic;

/** The virtual cards between qubes and their net qubes: planned at start, attached, detached and moved as the release does it. */
final class NetworkCards {

    private static final String BACK_END_MAC = "fe:ff:ff:ff:ff:ff";
    private static final HostPath VIF_BRIDGE = HostPath.of("/etc/xen/scripts/vif-bridge");
    private static final int EXECUTABLE = 0100;

    private final LabFaults faults;

    NetworkCards(LabFaults faults) {
        this.faults = faults;
    }

    /** The cards that a qube gets at its start. */
    List<Nic> atStart(World world, String qube) {
        return Facts.netvm(world, qube).isEmpty() && world.release() == Release.R2B2
                ? List.of()
                : nics(
                        world,
                        qube,
                        world.release() == Release.R2B2 ? classic(world, qube) : new DomainXml(world).atStart(qube));
    }

    private static List<Nic> nics(World world, String qube, List<DomainXml.Interface> interfaces) {
        List<Nic> nics = new ArrayList<>();
        for (DomainXml.Interface each : interfaces) {
            int number = nics.size();
            nics.add(new Nic(
                    "eth" + number,
                    each.backend(),
                    each.bridge(),
                    each.mac(),
                    Facts.ip(world, qube),
                    "vif" + world.qube(qube).qid + "." + number));
        }
        return nics;
    }

    /** Before libvirt: the patched code in dom0 looks at the qube's own property. */
    private static List<DomainXml.Interface> classic(World world, String qube) {
        String bridge = world.knowsBridges() ? world.qube(qube).properties.getOrDefault("bridge", "") : "";
        return Facts.netvm(world, qube).stream()
                .map(netvm -> new DomainXml.Interface(
                        bridge.isEmpty() ? null : bridge, Facts.mac(world, qube), netvm, "vif-bridge"))
                .toList();
    }

    /** Refuses a card that the net qube cannot take, as the hotplug script there would. */
    void check(World world, String qube, Nic nic) {
        RunningNotes netvm = world.running(nic.netvm())
                .orElseThrow(() -> new HostException.Declined(qube + " cannot be attached: its net qube " + nic.netvm()
                        + " is not running. Start it first."));
        String bridge = nic.bridge();
        if (bridge == null) {
            return;
        }
        boolean script = world.folder()
                .liveRoot(nic.netvm())
                .read(VIF_BRIDGE)
                .map(FileImage::mode)
                .filter(mode -> (mode & EXECUTABLE) != 0)
                .isPresent();
        if (!script) {
            throw new HostException.Declined(qube + " did not start: " + VIF_BRIDGE + " in " + nic.netvm()
                    + " is missing or not executable. Install it in the template of " + nic.netvm() + ".");
        }
        if (!new Bridges(netvm).exists(bridge)) {
            throw new HostException.Declined(qube + " did not start: Could not find bridge device " + bridge + " in "
                    + nic.netvm() + ". Bring the bridge up there and try again.");
        }
    }

    void attach(World world, String qube, Nic nic) {
        RunningNotes netvm = world.mustRun(nic.netvm());
        LinkNotes vif = new LinkNotes();
        vif.kind = "vif";
        vif.mac = BACK_END_MAC;
        netvm.links.put(nic.vif(), vif);
        if (nic.bridge() != null) {
            new Bridges(netvm).join(nic.vif(), nic.bridge());
        } else {
            vif.group = world.release().usesIptables() ? 0 : 2;
            vif.addresses.add(Facts.gatewayOf(world, nic.netvm()) + "/32");
            new RunTimeRules(world).allow(netvm, nic.ip(), nic.vif());
        }
        RunningNotes own = world.mustRun(qube);
        own.nics.removeIf(each -> each.device().equals(nic.device()));
        own.nics.add(nic);
        LinkNotes card = new LinkNotes();
        card.kind = "xen";
        card.mac = nic.mac();
        own.links.put(nic.device(), card);
        configure(world, qube, own, nic, card);
    }

    /** By NetworkManager where it has a profile, else with the address that Qubes gave, which for a second card is that of the first. */
    private void configure(World world, String qube, RunningNotes own, Nic nic, LinkNotes card) {
        NmDaemon.in(world, faults, qube).ifPresent(NmDaemon::connectByItself);
        boolean managed = own.networkManager != null
                && (own.networkManager.active.containsKey(nic.device()) || world.release() != Release.R2B2);
        boolean first = own.nics.indexOf(nic) == 0;
        if (!managed && !nic.ip().isEmpty() && (first || !world.release().usesIptables())) {
            card.addresses.add(nic.ip() + "/32");
        }
    }

    /** Takes the card away on both sides. */
    void detach(World world, String qube, Nic nic) {
        world.running(nic.netvm()).ifPresent(netvm -> {
            new Bridges(netvm).leave(nic.vif());
            netvm.links.remove(nic.vif());
            if (nic.bridge() == null) {
                new RunTimeRules(world).forget(netvm, nic.ip(), nic.vif());
            }
        });
        world.running(qube).ifPresent(own -> {
            own.nics.remove(nic);
            own.links.remove(nic.device());
            if (own.networkManager != null) {
                own.networkManager.active.remove(nic.device());
            }
        });
    }

    /** Changes the netvm of a running qube. R4.3 looks for routed cards only and leaves a bridged one where it is. */
    void move(World world, String qube, Runnable change, String netvm) {
        List<Nic> old = List.copyOf(world.mustRun(qube).nics);
        boolean blind = world.release() == Release.R4_3 && old.stream().anyMatch(nic -> nic.bridge() != null);
        if (blind) {
            change.run();
            if (!netvm.isEmpty()) {
                throw new HostException.Declined("qubesd refused to attach " + qube + " to " + netvm
                        + " after it had changed the property. Shut the qube down and set its netvm again.");
            }
            return;
        }
        old.forEach(nic -> detach(world, qube, nic));
        change.run();
        if (!netvm.isEmpty()) {
            attachHot(world, qube);
        }
    }

    private void attachHot(World world, String qube) {
        List<DomainXml.Interface> interfaces =
                world.release() == Release.R2B2 ? classic(world, qube) : new DomainXml(world).hotAttached(qube);
        for (Nic nic : nics(world, qube, interfaces)) {
            check(world, qube, nic);
            attach(world, qube, nic);
        }
    }

    /** What happens to the qubes behind a net qube that stops: since R4.3 and before R4.0 their cards stay, dead. */
    void backEndStopped(World world, String netvm) {
        if (world.release() == Release.R4_1 || world.release() == Release.R4_2) {
            for (String qube : world.attachedTo(netvm)) {
                List.copyOf(world.mustRun(qube).nics).stream()
                        .filter(nic -> nic.netvm().equals(netvm))
                        .forEach(nic -> detach(world, qube, nic));
            }
        }
    }

    /** What happens when it runs again: R4.1 and R4.2 attach those that still run, and miss a bridge that is not there yet. */
    void backEndStarted(World world, String netvm, RunningNotes notes) {
        if (world.release() != Release.R4_1 && world.release() != Release.R4_2) {
            return;
        }
        for (String qube : world.runningBehind(netvm)) {
            if (world.mustRun(qube).nics.isEmpty()) {
                try {
                    attachHot(world, qube);
                } catch (HostException.Declined exception) {
                    notes.startMessages.add(Objects.requireNonNullElse(exception.getMessage(), ""));
                }
            }
        }
    }
}
