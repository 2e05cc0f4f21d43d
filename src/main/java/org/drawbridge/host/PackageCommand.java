package org.drawbridge.host;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.drawbridge.name.PackageName;

/** A command about dom0's packages; all of them run in dom0, and no package's name can be taken for an option. */
public sealed interface PackageCommand extends HostCommand.OfPackages {

    /** Where copies of stock packages are kept. */
    HostPath KEPT = HostPath.of("/var/lib/drawbridge/packages");

    /** Where Qubes puts what the update qube downloaded; it empties the folder before each download. */
    HostPath CACHE = HostPath.of("/var/lib/qubes/updates/rpm");

    /** Where a kept copy is unpacked to be looked at; its own root, and never the host's. */
    HostPath LOOK = KEPT.resolve("look");

    @Override
    default Place place() {
        return Place.DOM0;
    }

    @Override
    default Optional<String> explain(CommandResult result) {
        return PackageTrouble.sentence(result);
    }

    /** Prints {@code NAME VERSION-RELEASE ARCH} of each that is installed. */
    record Installed(List<PackageName> packages) implements PackageCommand {
        public Installed {
            packages = List.copyOf(packages);
        }

        @Override
        public List<String> argv() {
            return join(List.of("rpm", "-q", "--qf", "%{NAME} %{VERSION}-%{RELEASE} %{ARCH}\\n", "--"), packages);
        }

        /** The code counts those that are not installed. */
        @Override
        public boolean accepts(int exit) {
            return exit >= 0 && exit <= packages.size();
        }
    }

    /** Prints the name of the package that owns each path. */
    record Owners(List<HostPath> paths) implements PackageCommand {
        public Owners {
            paths = List.copyOf(paths);
        }

        @Override
        public List<String> argv() {
            return join(List.of("rpm", "-q", "--qf", "%{NAME}\\n", "-f", "--"), paths);
        }

        @Override
        public boolean accepts(int exit) {
            return exit >= 0 && exit <= paths.size();
        }
    }

    /** Prints a line for each file that is not as the package has it; exit 1 says that there are such. */
    record Verify(PackageName name) implements PackageCommand {
        @Override
        public List<String> argv() {
            return List.of("rpm", "-V", "--", name.value());
        }

        @Override
        public Duration timeLimit() {
            return Duration.ofMinutes(2);
        }

        @Override
        public boolean accepts(int exit) {
            return exit == 0 || exit == 1;
        }
    }

    /** Prints {@code DIGEST PATH} of each file of an installed package; the digest is empty for what is no file. */
    record Digests(PackageName name) implements PackageCommand {
        @Override
        public List<String> argv() {
            return List.of("rpm", "-q", "--qf", "[%{FILEDIGESTS} %{FILENAMES}\\n]", "--", name.value());
        }
    }

    /** Prints the SHA-256 of a file and then its path. */
    record SumOf(HostPath file) implements PackageCommand {
        @Override
        public List<String> argv() {
            return List.of("sha256sum", "--", file.value());
        }
    }

    /**
     * Lets rpm check a package's file against the keys that dom0 trusts: digests alone are not enough. The options are those by
     * which Qubes itself takes what an update qube sends; R2B2's rpm has no such options and names the kind of the signature.
     */
    record CheckSignature(Release release, HostPath file) implements PackageCommand {

        /** What a line of its output holds for a good signature, besides the exit code. */
        public String good() {
            return release == Release.R2B2 ? "pgp" : "digests signatures OK";
        }

        @Override
        public List<String> argv() {
            return release == Release.R2B2
                    ? List.of("rpm", "-K", "--", file.value())
                    : List.of(
                            "rpmkeys",
                            "-K",
                            "--define=_pkgverify_level all",
                            "--define=_pkgverify_flags 0x0",
                            "--",
                            file.value());
        }

        @Override
        public Duration timeLimit() {
            return Duration.ofMinutes(1);
        }
    }

    /** Prints {@code NAME VERSION-RELEASE ARCH} of what a package's file says that it is. */
    record Header(HostPath file) implements PackageCommand {
        @Override
        public List<String> argv() {
            return List.of("rpm", "-q", "--qf", "%{NAME} %{VERSION}-%{RELEASE} %{ARCH}\\n", "-p", "--", file.value());
        }
    }

    /**
     * Lets the update qube download packages into {@link #CACHE} in just these versions. R2B2's tool knows no other action than
     * to install, which has nothing to do for a version that is there.
     */
    record Download(Release release, List<PackageVersion> packages) implements PackageCommand {
        public Download {
            packages = List.copyOf(packages);
        }

        @Override
        public List<String> argv() {
            return release == Release.R2B2
                    ? join(List.of("qubes-dom0-update", "-y"), packages)
                    : join(
                            List.of("qubes-dom0-update", "-y", "--action=reinstall", "--downloadonly"),
                            packages.stream().map(PackageVersion::name).toList());
        }

        @Override
        public Duration timeLimit() {
            return Duration.ofMinutes(30);
        }
    }

    /** Copies a package's file within dom0, and makes the folder. */
    record Copy(HostPath from, HostPath to) implements PackageCommand {
        @Override
        public List<String> argv() {
            return List.of("install", "-D", "-m", "0644", "-T", "--", from.value(), to.value());
        }
    }

    /** Puts a package's file over whatever version is installed; an edited configuration file stays as it is. */
    record InstallFile(PackageVersion version, HostPath file) implements PackageCommand {
        @Override
        public List<String> argv() {
            return List.of("rpm", "-U", "--replacepkgs", "--oldpackage", "--", file.value());
        }

        @Override
        public Duration timeLimit() {
            return Duration.ofMinutes(10);
        }

        @Override
        public boolean isOneWay() {
            return true;
        }
    }

    /** Reinstalls a package in its installed version: R2B2's yum from what was downloaded before, R4 through the update qube. */
    record Reinstall(Release release, PackageName name) implements PackageCommand {
        @Override
        public List<String> argv() {
            return release == Release.R2B2
                    ? List.of("yum", "-y", "reinstall", name.value())
                    : List.of("qubes-dom0-update", "-y", "--action=reinstall", name.value());
        }

        @Override
        public Duration timeLimit() {
            return Duration.ofMinutes(30);
        }

        @Override
        public boolean isOneWay() {
            return true;
        }
    }

    /** Takes the newest version that the repositories have, where the installed one is gone from them. */
    record Newest(Release release, PackageName name) implements PackageCommand {
        @Override
        public List<String> argv() {
            return release == Release.R2B2
                    ? List.of("qubes-dom0-update", "-y", name.value())
                    : List.of("qubes-dom0-update", "-y", "--action=upgrade", name.value());
        }

        @Override
        public Duration timeLimit() {
            return Duration.ofMinutes(30);
        }

        @Override
        public boolean isOneWay() {
            return true;
        }
    }

    /** Unpacks a package's file, whose signature was found good, into {@link #LOOK}, without its scripts. */
    record Unpack(HostPath file) implements PackageCommand {
        @Override
        public List<String> argv() {
            return List.of(
                    "rpm",
                    "--root=" + LOOK,
                    "--define=_pkgverify_level none",
                    "-U",
                    "--replacepkgs",
                    "--oldpackage",
                    "--nodeps",
                    "--noscripts",
                    "--notriggers",
                    "--",
                    file.value());
        }

        @Override
        public Duration timeLimit() {
            return Duration.ofMinutes(2);
        }
    }

    /** Makes {@link #LOOK}, empty. */
    record MakeLook() implements PackageCommand {
        @Override
        public List<String> argv() {
            return List.of("install", "-d", "-m", "0700", LOOK.value());
        }
    }

    /** Takes {@link #LOOK} away with all that was unpacked there. */
    record RemoveLook() implements PackageCommand {
        @Override
        public List<String> argv() {
            return List.of("rm", "-rf", "--one-file-system", "--", LOOK.value());
        }
    }

    private static List<String> join(List<String> words, List<?> names) {
        return Stream.concat(words.stream(), names.stream().map(Object::toString))
                .toList();
    }
}
