package org.drawbridge.host.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.drawbridge.host.Expected;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.MadeFolders;
import org.drawbridge.host.Place;
import org.drawbridge.host.Release;
import org.drawbridge.host.tool.OneAtATimeTools;
import org.drawbridge.host.tool.StandInTools;
import org.drawbridge.host.tool.StandInTools.Played;
import org.jspecify.annotations.Nullable;

/**
 * The dom0 of a lab, for scripts that are run there: its files are real ones with real modes in a folder of their own, its tools
 * are stand-ins over the lab, and what a script does to the files is brought into the lab before each call and at the end.
 */
public final class ScriptRoom implements AutoCloseable {

    private static final List<String> R4_TOOLS =
            List.of("qvm-ls", "qvm-prefs", "qvm-features", "qvm-start", "qvm-shutdown");
    private static final int LIMIT_SECONDS = 60;

    private final StandIn standIn;
    private final StandInCalls r2;
    private final StandInR4Tools r4;
    private final Path folder;
    private final Path root;
    private final OneAtATimeTools tools;
    private final List<List<String>> called = new ArrayList<>();
    private Consumer<List<String>> beforeCall = words -> {};
    private @Nullable Process running;
    private NavigableMap<HostPath, FileImage> known = new TreeMap<>();

    /** The dom0 of the lab in {@code lab}, in a new folder. */
    public ScriptRoom(Path folder, Path lab, Release release) {
        this.folder = folder;
        this.root = folder.resolve("dom0");
        this.standIn = new StandIn(lab, release);
        this.r2 = new StandInCalls(standIn);
        this.r4 = new StandInR4Tools(standIn.lab());
        try {
            List<String> programs = new ArrayList<>(StandInCalls.PROGRAMS);
            programs.add("qvm-features");
            Files.createDirectories(folder.resolve("tools"));
            this.tools = OneAtATimeTools.in(folder.resolve("tools"), programs, this::answer);
            script("sleep", "exit 0\n");
            if (!System.getProperty("user.name").equals("root")) {
                standInForRoot();
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        pull();
    }

    /** Whoever is not root cannot give files away: all are root's then, as the lab's are. */
    private void standInForRoot() throws IOException {
        script("chown", "exit 0\n");
        script("stat", "/usr/bin/stat \"$@\" | sed 's/^\\(drawbridge file [0-7]*\\) [^ ]* [^ ]*/\\1 root root/'\n");
    }

    private void script(String name, String text) throws IOException {
        StandInTools.script(folder.resolve("tools").resolve(name), "#!/bin/sh\n" + text);
    }

    /** The lab with the hands of a person in it; what is done there to dom0's files is seen by the next script. */
    public Lab lab() {
        return standIn.lab();
    }

    /** Where dom0's files are while scripts run. */
    public Path root() {
        return root;
    }

    /** The calls of tools so far. */
    public List<List<String>> called() {
        return called;
    }

    /** What happens in the moment before a tool does its work, such as another hand or a signal. */
    public void beforeCall(Consumer<List<String>> event) {
        beforeCall = event;
    }

    /** Ends the script that runs now as a person does who presses Ctrl-C. */
    public void terminate() {
        Objects.requireNonNull(running).destroy();
    }

    /** Runs a script in dom0 to its end, by a shell such as {@code dash} or {@code busybox sh}. */
    public Ran run(String shell, String text) {
        pull();
        try {
            Path file = folder.resolve("script.sh");
            Files.writeString(file, text);
            List<String> argv = new ArrayList<>(List.of(shell.split(" ", -1)));
            argv.add(file.toString());
            Path said = folder.resolve("said");
            ProcessBuilder builder =
                    new ProcessBuilder(argv).redirectErrorStream(true).redirectOutput(said.toFile());
            builder.environment().put("PATH", tools.folder() + ":/usr/sbin:/usr/bin:/sbin:/bin");
            builder.environment().put("DRAWBRIDGE_ROOT", root.toString());
            Process process = builder.start();
            running = process;
            process.getOutputStream().close();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("The script did not end: " + Files.readString(said));
            }
            push();
            return new Ran(process.exitValue(), Files.readString(said));
        } catch (IOException | InterruptedException exception) {
            throw new AssertionError(exception);
        }
    }

    /** How a script ended, and all that it said. */
    public record Ran(int exit, String said) {}

    private Played answer(List<String> words, byte[] input) {
        called.add(words);
        push();
        beforeCall.accept(words);
        if (lab().release() != Release.R2B2 && R4_TOOLS.contains(words.getFirst())) {
            return r4.answer(words);
        }
        try {
            return r2.answer(words, input);
        } catch (HostException refused) {
            return Played.failed(1, String.valueOf(refused.getMessage()));
        }
    }

    /** The lab's files of dom0, as files. */
    private void pull() {
        try {
            NavigableMap<HostPath, FileImage> there = inLab();
            for (Map.Entry<HostPath, FileImage> each : there.entrySet()) {
                Path file = on(each.getKey());
                Files.createDirectories(Objects.requireNonNull(file.getParent()));
                Files.write(file, each.getValue().content());
                Files.setAttribute(file, "unix:mode", each.getValue().mode());
            }
            for (HostPath path : inRoot().keySet()) {
                if (!there.containsKey(path)) {
                    Files.delete(on(path));
                }
            }
            folders();
            known = there;
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** The list of the folders that were made, which lies where the lab keeps Drawbridge's own things. */
    private void folders() throws IOException {
        Path list = on(MadeFolders.FILE);
        Files.deleteIfExists(list);
        FileImage image = lab().read(Place.DOM0, MadeFolders.FILE).orElse(null);
        if (image != null) {
            Files.createDirectories(Objects.requireNonNull(list.getParent()));
            Files.write(list, image.content());
        }
    }

    private void push() {
        NavigableMap<HostPath, FileImage> now = inRoot();
        now.forEach((path, image) -> {
            if (!image.equals(known.get(path))) {
                lab().write(Place.DOM0, path, image, Expected.ANY);
            }
        });
        known.keySet().stream()
                .filter(path -> !now.containsKey(path))
                .forEach(path -> lab().delete(Place.DOM0, path, Expected.ANY));
        known = now;
    }

    private NavigableMap<HostPath, FileImage> inLab() {
        NavigableMap<HostPath, FileImage> images = new TreeMap<>();
        paths(standIn.dom0())
                .forEach(path -> images.put(path, lab().read(Place.DOM0, path).orElseThrow()));
        return images;
    }

    private NavigableMap<HostPath, FileImage> inRoot() {
        NavigableMap<HostPath, FileImage> images = new TreeMap<>();
        for (HostPath path : paths(root)) {
            try {
                int mode = (Integer) Files.getAttribute(on(path), "unix:mode", LinkOption.NOFOLLOW_LINKS);
                images.put(path, FileImage.ofRoot(Files.readAllBytes(on(path)), mode & 07777));
            } catch (IOException exception) {
                throw new UncheckedIOException(exception);
            }
        }
        return images;
    }

    /** The files below a folder, but Drawbridge's own and what is being written. */
    private static List<HostPath> paths(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> HostPath.of("/" + folder.relativize(file)))
                    .filter(path ->
                            !path.isWithin(MadeFolders.OWN) && !path.value().endsWith(".drawbridge-new"))
                    .toList();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private Path on(HostPath path) {
        return root.resolve(path.value().substring(1));
    }

    @Override
    public void close() {
        try {
            tools.close();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
