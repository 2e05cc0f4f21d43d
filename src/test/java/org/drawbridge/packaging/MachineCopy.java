package org.drawbridge.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * This machine's files with a layer of memory over them, in namespaces of their own: what is done there stays there, has no
 * network but its own loopback, and is gone once this is closed.
 */
final class MachineCopy implements AutoCloseable {

    private static final String KEEPER = """
            set -e
            mount -t tmpfs machine "$1"
            mkdir "$1/layer" "$1/work" "$1/root"
            mount -t overlay machine -o "lowerdir=/,upperdir=$1/layer,workdir=$1/work" "$1/root"
            mount -t proc proc "$1/root/proc"
            mount --rbind /dev "$1/root/dev"
            mount -t tmpfs run "$1/root/run"
            mount -t tmpfs tmp "$1/root/tmp"
            mkdir "$1/root/run/packages"
            mount --bind "$2" "$1/root/run/packages"
            ip link set lo up
            read -r pid rest </proc/self/stat
            echo "$pid"
            read -r end || true
            """;

    /** What package managers and the tools for users write down for themselves. */
    private static final List<String> BOOKS = List.of(
            "var/lib/dpkg/",
            "var/log/dpkg.log",
            "var/lib/rpm/",
            "etc/passwd-",
            "etc/group-",
            "etc/shadow-",
            "etc/gshadow-",
            "etc/.pwd.lock",
            "usr/share/icons/hicolor/icon-theme.cache");

    private final Process keeper;
    private final Path mount;
    private final String pid;

    /** What a command in the machine came to. */
    record Outcome(int exit, String output) {

        /** Its output, once it is clear that it ended well. */
        String whole() {
            assertThat(exit).as(output).isZero();
            return output;
        }
    }

    /**
     * @param mount an empty folder
     * @param packages the folder that the machine sees as /run/packages
     */
    MachineCopy(Path mount, Path packages) throws IOException {
        this.mount = mount;
        String[] argv = {
            "unshare", "--mount", "--net", "--ipc", "--pid", "--fork", "--kill-child", "sh", "-c", KEEPER, "sh"
        };
        List<String> command = new ArrayList<>(Arrays.asList(argv));
        command.add(mount.toString());
        command.add(packages.toAbsolutePath().toString());
        this.keeper = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String line = keeper.inputReader().readLine();
        assertThat(line).as("the machine is there").isNotNull();
        this.pid = line;
    }

    /** Runs a command with the machine's files as its own. */
    Outcome run(String... argv) throws IOException, InterruptedException {
        return outside(inside(List.of(argv)));
    }

    /** Runs a command that sees the machine as a folder, whose path is {@code {root}} in its arguments. */
    Outcome outside(String... argv) throws IOException, InterruptedException {
        Process process = start(List.of(argv)).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }

    /** Starts a command as a service of the machine would be; one at a time. */
    Process serve(List<String> argv) throws IOException {
        Stream<String> noting = Stream.of("sh", "-c", "echo $$ >/run/service.pid && exec \"$@\"", "sh");
        return start(List.of(inside(Stream.concat(noting, argv.stream()).toList())))
                .redirectErrorStream(true)
                .start();
    }

    /** Asks the service to end, and gives its exit. */
    int stop(Process service) throws IOException, InterruptedException {
        run("kill", text("/run/service.pid").strip()).whole();
        assertThat(service.waitFor(1, TimeUnit.MINUTES)).as("the service ended").isTrue();
        return service.exitValue();
    }

    private static String[] inside(List<String> argv) {
        return Stream.concat(Stream.of("chroot", "{root}"), argv.stream()).toArray(String[]::new);
    }

    private ProcessBuilder start(List<String> argv) {
        List<String> command =
                new ArrayList<>(List.of("nsenter", "--target", pid, "--mount", "--net", "--ipc", "--pid"));
        argv.forEach(
                each -> command.add(each.replace("{root}", mount.resolve("root").toString())));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment().merge("PATH", ":/usr/sbin:/sbin", String::concat);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
        return builder;
    }

    /** The text of a file in the machine. */
    String text(String path) throws IOException, InterruptedException {
        return run("cat", path).whole();
    }

    /** The files and folders that are otherwise than before, but for what package managers write down for themselves. */
    List<String> traces() throws IOException, InterruptedException {
        List<String> found = new ArrayList<>();
        Path layer = Path.of("/proc", pid, "root")
                .resolve(Path.of("/").relativize(mount))
                .resolve("layer");
        try (Stream<Path> all = Files.walk(layer)) {
            for (Path each : all.sorted().toList()) {
                String path = layer.relativize(each).toString();
                if (BOOKS.stream().noneMatch(path::startsWith)
                        && !isAsBefore(each, Path.of("/").resolve(path))) {
                    found.add(path);
                }
            }
        }
        return found;
    }

    private static boolean isAsBefore(Path now, Path before) throws IOException {
        BasicFileAttributes kind = Files.readAttributes(now, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (kind.isDirectory()) {
            return Files.isDirectory(before);
        }
        return kind.isRegularFile()
                && Files.isRegularFile(before)
                && Files.mismatch(now, before) == -1
                && Files.getPosixFilePermissions(now).equals(Files.getPosixFilePermissions(before));
    }

    @Override
    public void close() {
        try {
            keeper.getOutputStream().close();
            assertThat(keeper.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
        } finally {
            keeper.destroyForcibly();
        }
    }
}
