package org.drawbridge.host.lab;

import java.util.List;
import org.drawbridge.host.HostCommand;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.PackageCommand;
import org.drawbridge.host.PackageVersion;
import org.drawbridge.host.Release;
import org.drawbridge.name.PackageName;

/** dom0's programs for packages as R2B2 calls them before it patches, known by what they are called with. */
final class StandInPackages {

    static final List<String> PROGRAMS = List.of("rpm", "install", "qubes-dom0-update");

    private StandInPackages() {}

    static HostCommand command(List<String> argv) {
        HostPath last = argv.getLast().startsWith("/") ? HostPath.of(argv.getLast()) : null;
        return switch (argv.getFirst()) {
            case "install" -> new PackageCommand.Copy(HostPath.of(argv.get(argv.size() - 2)), last);
            case "rpm" ->
                argv.contains("-K")
                        ? new PackageCommand.CheckSignature(Release.R2B2, last)
                        : new PackageCommand.Installed(
                                names(argv).stream().map(PackageName::of).toList());
            case "qubes-dom0-update" ->
                new PackageCommand.Download(
                        Release.R2B2,
                        argv.subList(2, argv.size()).stream()
                                .map(build -> PackageVersion.ofFile(build + ".x86_64.rpm")
                                        .orElseThrow())
                                .toList());
            default -> throw new AssertionError("Nobody runs that: " + argv);
        };
    }

    private static List<String> names(List<String> argv) {
        return argv.subList(argv.indexOf("--") + 1, argv.size());
    }
}
