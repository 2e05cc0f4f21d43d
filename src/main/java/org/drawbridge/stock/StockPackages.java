package org.drawbridge.stock;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.HostStatus;
import org.drawbridge.host.PackageVersion;
import org.drawbridge.host.Release;
import org.drawbridge.name.PackageName;
import org.drawbridge.plan.PackagedFiles;
import org.drawbridge.plan.Plans;
import org.springframework.stereotype.Service;

/** How the packages of dom0 stand whose files Drawbridge touches; looks at the host each time and changes nothing. */
@Service
public class StockPackages {

    private final Host host;

    private final Plans plans;

    StockPackages(Host host, Plans plans) {
        this.host = host;
        this.plans = plans;
    }

    /** Every package that matters on the host's release; none where the release is not known. */
    public List<StockPackage> all() {
        Release release = release().orElse(null);
        if (release == null) {
            return List.of();
        }
        PackageReader reader = new PackageReader(host, release);
        Leftovers leftovers = new Leftovers(host, release);
        Causes causes = new Causes(host, plans.appliedFiles());
        List<StockPackage> packages = new ArrayList<>();
        for (PackageName name : reader.names()) {
            StockPackage found = look(reader, leftovers, causes, name);
            packages.add(packages.isEmpty() ? withOverrides(found, leftovers) : found);
        }
        return List.copyOf(packages);
    }

    /** The host's release, where it answers and is one that Drawbridge knows. */
    Optional<Release> release() {
        HostStatus status = host.status();
        return status.connected() ? Optional.ofNullable(status.release()) : Optional.empty();
    }

    private static StockPackage look(PackageReader reader, Leftovers leftovers, Causes causes, PackageName name) {
        List<String> troubles = new ArrayList<>();
        Optional<PackageVersion> installed = reader.installed(name, troubles);
        List<ModifiedFile> modified = installed.isEmpty()
                ? List.of()
                : reader.modified(name, troubles).stream()
                        .map(causes::explained)
                        .toList();
        List<HostPath> touched = installed.isEmpty()
                ? List.of()
                : reader.sums(name).keySet().stream()
                        .filter(PackagedFiles::touches)
                        .sorted()
                        .toList();
        return new StockPackage(
                name,
                installed,
                modified,
                reader.kept(name, installed, troubles),
                leftovers.beside(touched, modified, troubles),
                troubles.stream().distinct().toList());
    }

    private static StockPackage withOverrides(StockPackage found, Leftovers leftovers) {
        List<String> troubles = new ArrayList<>(found.troubles());
        List<Leftover> all = new ArrayList<>(found.leftovers());
        all.addAll(leftovers.overrides(troubles));
        return new StockPackage(found.name(), found.installed(), found.modified(), found.kept(), all, troubles);
    }
}
