package org.drawbridge.drift;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.HostStatus;
import org.drawbridge.host.Release;
import org.drawbridge.inventory.Inventory;
import org.drawbridge.plan.AppliedArtifact;
import org.drawbridge.plan.AppliedBridge;
import org.drawbridge.plan.AppliedLook;
import org.drawbridge.plan.AppliedState;
import org.drawbridge.plan.Artifact;
import org.springframework.stereotype.Component;

/** Looks at the host and tells all that is not as it was applied; changes nothing and starts nothing. */
@Component
class DriftLook {

    private static final String IN_DOM0 = "file:dom0:";

    private final Host host;
    private final AppliedState state;
    private final Inventory inventory;
    private final PackageMemory packages;

    DriftLook(Host host, AppliedState state, Inventory inventory, PackageMemory packages) {
        this.host = host;
        this.state = state;
        this.inventory = inventory;
        this.packages = packages;
    }

    /**
     * What one look found.
     *
     * @param deviations what is not as it was applied
     * @param unseen the artifacts that were not to be seen, such as files in a halted qube
     */
    record Result(List<Deviation> deviations, Set<String> unseen) {}

    /**
     * Looks once; nothing where the host does not answer or nothing is applied.
     *
     * @throws org.drawbridge.host.HostException when the qubes cannot be listed
     */
    Optional<Result> look() {
        List<AppliedArtifact> artifacts = state.artifacts();
        List<AppliedBridge> bridges = state.bridges();
        if (artifacts.isEmpty() && bridges.isEmpty()) {
            return Optional.of(new Result(List.of(), Set.of()));
        }
        HostStatus status = host.status();
        Release release = status.release();
        if (!status.connected() || release == null) {
            return Optional.empty();
        }
        AppliedLook look = state.look(release, artifacts);
        List<Deviation> deviations = new ArrayList<>(new AppliedComparison(look).deviations(artifacts));
        Strays strays = new Strays(bridges, artifacts);
        deviations.addAll(strays.ports(inventory.bridges(), inventory.all()));
        deviations.addAll(strays.heirs(look.qubes()));
        return Optional.of(new Result(explained(deviations, artifacts), unseen(look, artifacts)));
    }

    private static Set<String> unseen(AppliedLook look, List<AppliedArtifact> artifacts) {
        Set<String> unseen = new HashSet<>();
        for (AppliedArtifact each : artifacts) {
            if (!look.isGone(each.artifact()) && look.now(each.artifact()).isEmpty()) {
                unseen.add(each.artifact().label());
            }
        }
        return unseen;
    }

    /** Adds which package owns a file of dom0 and whether an update of it is behind the difference; notes the others' versions. */
    private List<Deviation> explained(List<Deviation> deviations, List<AppliedArtifact> artifacts) {
        PackageWitness witness = new PackageWitness(host);
        Set<String> differing = new HashSet<>();
        deviations.forEach(each -> differing.add(each.artifact()));
        for (AppliedArtifact each : artifacts) {
            for (Artifact.File file : AppliedLook.packaged(each)) {
                if (!differing.contains(file.label())) {
                    witness.of(file.path()).ifPresent(owner -> packages.keep(file.label(), owner.words()));
                }
            }
        }
        return deviations.stream().map(each -> explained(each, witness)).toList();
    }

    private Deviation explained(Deviation deviation, PackageWitness witness) {
        if (!deviation.artifact().startsWith(IN_DOM0)) {
            return deviation;
        }
        HostPath path = HostPath.of(deviation.artifact().substring(IN_DOM0.length()));
        return witness.of(path)
                .map(owner -> deviation.because(words(deviation, path, owner, witness)))
                .orElse(deviation);
    }

    private String words(Deviation deviation, HostPath path, PackageWitness.Owner owner, PackageWitness witness) {
        String now = owner.words();
        Optional<String> before = packages.of(deviation.artifact()).filter(words -> !words.equals(now));
        boolean isStock = witness.sum(owner, path)
                .filter(sum -> deviation.found().startsWith("sha256:" + sum.hex()))
                .isPresent();
        if (before.isPresent()) {
            return "An update put " + now + " in the place of " + before.get()
                    + (isStock ? ", and with it the package's own file." : ", to which this file belongs.");
        }
        return isStock
                ? "It is as " + now + " has it: the package was installed anew."
                : "It belongs to " + now + ", which has another file there: another hand wrote this one.";
    }
}
