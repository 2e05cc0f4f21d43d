package org.drawbridge.stock;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drawbridge.host.CommandResult;
import org.drawbridge.host.ForeignText;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.OutputListener;
import org.drawbridge.host.PackageCommand;
import org.drawbridge.host.PackageVersion;
import org.drawbridge.host.Place;
import org.drawbridge.host.Release;
import org.drawbridge.name.InvalidNameException;
import org.drawbridge.name.PackageName;
import org.drawbridge.name.Sha256;
import org.drawbridge.plan.PackagedFiles;

/** Asks rpm in dom0 how packages stand; it changes nothing. */
final class PackageReader {

    private static final PackageName CORE = PackageName.of("qubes-core-dom0");

    private static final List<PackageName> OF_R2B2 = List.of(CORE, PackageName.of("qubes-manager"));

    private final Host host;

    private final Release release;

    PackageReader(Host host, Release release) {
        this.host = host;
        this.release = release;
    }

    /** The packages that own what Drawbridge touches on this release. */
    List<PackageName> names() {
        if (release == Release.R2B2) {
            return OF_R2B2;
        }
        List<PackageName> owners = new ArrayList<>();
        for (String line : ask(new PackageCommand.Owners(PackagedFiles.of(release)), new ArrayList<>())) {
            try {
                owners.add(PackageName.of(line.strip()));
            } catch (InvalidNameException unowned) {
                // A sentence in place of a name: no package owns that path.
            }
        }
        return owners.isEmpty() ? List.of(CORE) : owners.stream().distinct().toList();
    }

    Optional<PackageVersion> installed(PackageName name, List<String> troubles) {
        return ask(new PackageCommand.Installed(List.of(name)), troubles).stream()
                .flatMap(line -> PackageVersion.parse(line).stream())
                .filter(version -> version.name().equals(name))
                .findFirst();
    }

    /** What {@code rpm -V} says; what is not about a file becomes a trouble. */
    List<ModifiedFile> modified(PackageName name, List<String> troubles) {
        List<ModifiedFile> files = new ArrayList<>();
        for (String line : ask(new PackageCommand.Verify(name), troubles)) {
            VerifyLine.parse(line)
                    .ifPresentOrElse(files::add, () -> troubles.add("rpm says: " + ForeignText.oneLine(line)));
        }
        return files;
    }

    /** The copies of a package, each with what rpm finds of it; the one of the installed build first. */
    List<KeptCopy> kept(PackageName name, Optional<PackageVersion> installed, List<String> troubles) {
        List<KeptCopy> copies = new ArrayList<>();
        try {
            for (String file : host.list(Place.DOM0, PackageCommand.KEPT)) {
                PackageVersion.ofFile(file)
                        .filter(version -> version.name().equals(name))
                        .map(version -> copy(version, PackageCommand.KEPT.resolve(file)))
                        .ifPresent(copy -> copies.add(
                                installed.filter(copy.version()::equals).isPresent() ? 0 : copies.size(), copy));
            }
        } catch (HostException exception) {
            troubles.add(String.valueOf(exception.getMessage()));
        }
        return copies;
    }

    /** What a package's file is, by its name; it is good only where rpm finds its signature good and it is what its name says. */
    KeptCopy copy(PackageVersion version, HostPath file) {
        List<String> troubles = new ArrayList<>();
        Optional<Sha256> sum = ask(new PackageCommand.SumOf(file), troubles).stream()
                .filter(line -> line.matches("[0-9a-f]{64}  .*"))
                .map(line -> Sha256.ofHex(line.substring(0, 64)))
                .findFirst();
        PackageCommand.CheckSignature check = new PackageCommand.CheckSignature(release, file);
        List<String> said = ask(check, troubles);
        if (troubles.isEmpty() && said.stream().noneMatch(line -> line.contains(check.good()))) {
            troubles.add("rpm finds no signature on it.");
        }
        if (troubles.isEmpty()
                && !ask(new PackageCommand.Header(file), troubles).contains(version.line())) {
            troubles.add("It says itself that it is another package or version than its name does.");
        }
        return new KeptCopy(version, file, sum, troubles.stream().findFirst());
    }

    /** The sums that an installed package has of its files; what is no file, or has a sum of another kind, is left out. */
    Map<HostPath, Sha256> sums(PackageName name) {
        Map<HostPath, Sha256> sums = new HashMap<>();
        for (String line : ask(new PackageCommand.Digests(name), new ArrayList<>())) {
            if (line.matches("[0-9a-f]{64} /.*")) {
                try {
                    sums.put(HostPath.of(line.substring(65)), Sha256.ofHex(line.substring(0, 64)));
                } catch (InvalidNameException odd) {
                    // A file of such a name is none of those that are touched here.
                }
            }
        }
        return sums;
    }

    private List<String> ask(PackageCommand command, List<String> troubles) {
        try {
            CommandResult result = host.run(command, OutputListener.SILENT);
            if (result.truncated()) {
                troubles.add("rpm said more than can be kept, so this is not all of it.");
            }
            return result.output();
        } catch (HostException exception) {
            troubles.add(String.valueOf(exception.getMessage()));
            return List.of();
        }
    }
}
