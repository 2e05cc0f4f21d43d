package org.drawbridge.drift;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.OutputListener;
import org.drawbridge.host.PackageCommand;
import org.drawbridge.host.PackageVersion;
import org.drawbridge.name.InvalidNameException;
import org.drawbridge.name.PackageName;
import org.drawbridge.name.Sha256;

/** Asks dom0's rpm to whom a file belongs, in which version, and what the package has there. */
final class PackageWitness {

    private final Host host;
    private final Map<HostPath, Optional<Owner>> owners = new HashMap<>();

    PackageWitness(Host host) {
        this.host = host;
    }

    /**
     * A file's package.
     *
     * @param version the build that is installed
     */
    record Owner(PackageVersion version) {

        String words() {
            return version.name() + " " + version.version();
        }
    }

    /** The package that a file of dom0 belongs to; nothing for a file of nobody's, or where rpm cannot be asked. */
    Optional<Owner> of(HostPath path) {
        return owners.computeIfAbsent(path, this::ask);
    }

    private Optional<Owner> ask(HostPath path) {
        return lines(new PackageCommand.Owners(List.of(path))).stream()
                .flatMap(line -> name(line).stream())
                .findFirst()
                .flatMap(name -> lines(new PackageCommand.Installed(List.of(name))).stream()
                        .flatMap(line -> PackageVersion.parse(line).stream())
                        .findFirst()
                        .map(Owner::new));
    }

    /** What the package has at that path; nothing where rpm does not tell. */
    Optional<Sha256> sum(Owner owner, HostPath path) {
        return lines(new PackageCommand.Digests(owner.version().name())).stream()
                .filter(line ->
                        line.matches("[0-9a-f]{64} .*") && line.substring(65).equals(path.value()))
                .map(line -> Sha256.ofHex(line.substring(0, 64)))
                .findFirst();
    }

    private List<String> lines(PackageCommand command) {
        try {
            return host.run(command, OutputListener.SILENT).output();
        } catch (HostException cannotBeAsked) {
            return List.of();
        }
    }

    private static Optional<PackageName> name(String line) {
        try {
            return Optional.of(PackageName.of(line.strip()));
        } catch (InvalidNameException sentence) {
            return Optional.empty();
        }
    }
}
