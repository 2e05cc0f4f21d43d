package org.drawbridge.host.dom0;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.drawbridge.host.Release;
import org.drawbridge.host.tool.StandInTools;
import org.drawbridge.name.PackageName;

/**
 * A dom0 whose packages are real: built by rpmbuild of the lab's stock files, signed by gpg with a key made for it, and installed
 * by rpm into dom0's root. rpm, rpmkeys and what reads files work in that root; Qubes' own tools and yum are small scripts over
 * them, with a folder of packages as the repository.
 */
public final class RpmDom0 implements AutoCloseable {

    private static final String VERSION = "2.1.1";

    private static final String RPM = """
            #!/bin/sh
            # rpm in dom0's root: packages' files and other roots lie in it too.
            set -eu
            root='--root=ROOT'
            for word; do
              shift
              case "$word" in
                --root=*) root="--root=ROOT${word#--root=}"; continue ;;
                /var/*.rpm) word="ROOT$word" ;;
              esac
              set -- "$@" "$word"
            done
            case "$1" in
              -K) rpmkeys() { /usr/bin/rpmkeys "$root" --dbpath=/var/lib/rpm "$@"; }
                  # The words of R2B2's rpm for the same.
                  rpmkeys --define='_pkgverify_level all' --define='_pkgverify_flags 0x0' "$@" |
                    sed 's/: digests signatures OK$/: rsa sha1 (md5) pgp md5 OK/; /NOT OK/q1'
                  exit ;;
            esac
            exec /usr/bin/rpm "$root" --dbpath=/var/lib/rpm "$@"
            """;

    private static final String RPMKEYS = """
            #!/bin/sh
            set -eu
            for word; do
              shift
              case "$word" in /var/*.rpm) word="ROOT$word" ;; esac
              set -- "$@" "$word"
            done
            exec /usr/bin/rpmkeys --root=ROOT --dbpath=/var/lib/rpm "$@"
            """;

    private static final String FILES = """
            #!/bin/sh
            set -eu
            for word; do
              shift
              case "$word" in /*) word="ROOT$word" ;; esac
              set -- "$@" "$word"
            done
            exec /usr/bin/${0##*/} "$@"
            """;

    private static final String UPDATE = """
            #!/bin/sh
            # The update qube: brings packages of the repository if there is a network.
            set -eu
            cache=ROOT/var/lib/qubes/updates/rpm
            action=install only=
            for word; do
              shift
              case "$word" in
                --action=*) action=${word#--action=} ;;
                --downloadonly) only=yes ;;
                -*) ;;
                *) set -- "$@" "$word" ;;
              esac
            done
            if [ ! -e REPOSITORY/network ]; then
              echo "Errors during downloading metadata for repository 'qubes-dom0-current':" >&2
              echo "  - Curl error (6): Couldn't resolve host name" >&2
              exit 1
            fi
            rm -rf "$cache"
            mkdir -p "$cache"
            for name; do
              wanted=$(/usr/bin/rpm --root=ROOT --dbpath=/var/lib/rpm -q --qf '%{NAME}-%{VERSION}-%{RELEASE}.%{ARCH}.rpm' "$name")
              if [ ! -e "REPOSITORY/$wanted" ]; then
                echo "Installed package $name (from @System) not available." >&2
                echo 'Error: No packages marked for reinstall.' >&2
                exit 1
              fi
              cp "REPOSITORY/$wanted" "$cache"
              if [ "$action" = reinstall ] && [ -z "$only" ]; then
                /usr/bin/rpm --root=ROOT --dbpath=/var/lib/rpm -U --replacepkgs --oldpackage "$cache/$wanted"
              fi
            done
            """;

    private static final String YUM = """
            #!/bin/sh
            # yum -y reinstall NAME, from what was downloaded.
            set -eu
            name=$3
            wanted=$(/usr/bin/rpm --root=ROOT --dbpath=/var/lib/rpm -q --qf '%{NAME}-%{VERSION}-%{RELEASE}.%{ARCH}.rpm' "$name")
            exec /usr/bin/rpm --root=ROOT --dbpath=/var/lib/rpm -U --replacepkgs --oldpackage "ROOT/var/lib/qubes/updates/rpm/$wanted"
            """;

    private final Path work;
    private final StandInDom0 dom0;
    private final List<PackageName> names = new ArrayList<>();

    private RpmDom0(Path work, StandInDom0 dom0) {
        this.work = work;
        this.dom0 = dom0;
    }

    /** One whose packages have these files, by package; those that begin with {@code %} are configuration. */
    public static RpmDom0 of(Release release, Map<String, List<String>> packages) throws IOException {
        RpmDom0 made = new RpmDom0(Files.createTempDirectory("rpm"), StandInDom0.of(release));
        made.makeKey();
        for (var each : new TreeMap<>(packages).entrySet()) {
            made.build(each.getKey(), each.getValue());
        }
        made.run(
                "rpmkeys",
                "--root=" + made.root(),
                "--dbpath=/var/lib/rpm",
                "--import",
                made.work.resolve("key").toString());
        made.sign();
        made.network(true);
        made.install();
        for (var tool : Map.of("rpm", RPM, "rpmkeys", RPMKEYS, "qubes-dom0-update", UPDATE, "yum", YUM)
                .entrySet()) {
            made.tool(tool.getKey(), tool.getValue());
        }
        for (String tool : List.of("sha256sum", "install", "rm")) {
            made.tool(tool, FILES);
        }
        return made;
    }

    private void tool(String name, String text) throws IOException {
        StandInTools.script(
                dom0.properties().tools().resolve(name),
                text.replace("ROOT", root().toString())
                        .replace("REPOSITORY", repository().toString()));
    }

    public StandInDom0 dom0() {
        return dom0;
    }

    Path root() {
        return dom0.properties().root();
    }

    Path repository() {
        return work.resolve("repository");
    }

    /** Where a file of dom0 lies. */
    Path file(String path) {
        return root().resolve(path.substring(1));
    }

    /** Whether the update qube reaches the repository. */
    void network(boolean there) throws IOException {
        Path flag = repository().resolve("network");
        Files.deleteIfExists(flag);
        if (there) {
            Files.createFile(flag);
        }
    }

    /** Takes the packages out of the repository, or puts them there again. */
    void offered(boolean there) throws IOException {
        for (PackageName name : names) {
            Path rpm = repository().resolve(fileName(name));
            Path hidden = work.resolve(fileName(name));
            if (Files.exists(there ? hidden : rpm)) {
                Files.move(there ? hidden : rpm, there ? rpm : hidden);
            }
        }
    }

    /** All files of the packages as rpm first put them. */
    void install() throws IOException {
        offered(true);
        List<String> words = new ArrayList<>(
                List.of("rpm", "--root=" + root(), "--dbpath=/var/lib/rpm", "-U", "--replacepkgs", "--oldpackage"));
        names.forEach(name -> words.add(repository().resolve(fileName(name)).toString()));
        run(words.toArray(String[]::new));
    }

    /** What {@code rpm -V} says. */
    String verify(String name) throws IOException {
        return run("rpm", "--root=" + root(), "--dbpath=/var/lib/rpm", "-V", name);
    }

    String fileName(PackageName name) {
        return name + "-" + VERSION + "-1.test.noarch.rpm";
    }

    List<PackageName> names() {
        return List.copyOf(names);
    }

    private void makeKey() throws IOException {
        Files.createDirectories(repository());
        Path home = Files.createDirectory(work.resolve("gpg"));
        home.toFile().setReadable(false, false);
        home.toFile().setReadable(true, true);
        run("chmod", "700", home.toString());
        run(
                "gpg",
                "--homedir",
                home.toString(),
                "--batch",
                "--quiet",
                "--passphrase",
                "",
                "--quick-generate-key",
                "Drawbridge test <test@example.invalid>",
                "rsa2048",
                "sign",
                "never");
        run(
                "gpg",
                "--homedir",
                home.toString(),
                "--batch",
                "--armor",
                "--output",
                work.resolve("key").toString(),
                "--export");
    }

    private void build(String name, List<String> files) throws IOException {
        PackageName known = PackageName.of(name);
        names.add(known);
        StringBuilder install = new StringBuilder();
        StringBuilder list = new StringBuilder();
        for (String each : files) {
            String path = each.replace("%", "");
            install.append("install -D -m 0644 ")
                    .append(file(path))
                    .append(" %{buildroot}")
                    .append(path)
                    .append('\n');
            list.append(each.startsWith("%") ? "%config(noreplace) " : "")
                    .append(path)
                    .append('\n');
        }
        Path spec = work.resolve(name + ".spec");
        Files.writeString(
                spec,
                "Name: " + name + "\nVersion: " + VERSION + "\nRelease: 1.test\nSummary: A stand-in\nLicense: GPL\n"
                        + "BuildArch: noarch\nAutoReqProv: no\n%description\nA stand-in\n%install\n" + install
                        + "%files\n" + list);
        run(
                "rpmbuild",
                "-bb",
                "--quiet",
                "--define",
                "_topdir " + work.resolve("build"),
                "--define",
                "_rpmdir " + repository(),
                "--define",
                "_build_name_fmt %%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm",
                "--define",
                "__os_install_post %{nil}",
                spec.toString());
    }

    private void sign() throws IOException {
        for (PackageName name : names) {
            run(
                    "rpmsign",
                    "--define",
                    "__gpg /usr/bin/gpg",
                    "--define",
                    "_gpg_name Drawbridge test",
                    "--define",
                    "_gpg_path " + work.resolve("gpg"),
                    "--addsign",
                    repository().resolve(fileName(name)).toString());
        }
    }

    private String run(String... words) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        try {
            int exit = process.waitFor();
            if (exit != 0 && !List.of(words).contains("-V")) {
                throw new AssertionError(List.of(words) + " ended with " + exit + ": " + said);
            }
        } catch (InterruptedException exception) {
            throw new IOException(exception);
        }
        return said.lines().filter(line -> !line.startsWith("rpm: ")).collect(Collectors.joining("\n"));
    }

    @Override
    public void close() throws IOException {
        run("gpgconf", "--homedir", work.resolve("gpg").toString(), "--kill", "all");
        try {
            dom0.close();
        } catch (DirectoryNotEmptyException busy) {
            // The console, which ends after its tests, asked for its qubes in that moment.
            run("rm", "-rf", root().getParent().getParent().toString());
        }
        run("rm", "-rf", work.toString());
    }
}
