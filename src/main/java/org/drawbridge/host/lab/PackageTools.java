package org.drawbridge.host.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.drawbridge.host.CommandResult;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.PackageCommand;
import org.drawbridge.host.Release;
import org.drawbridge.name.PackageName;
import org.drawbridge.name.Sha256;

/** What rpm, yum and Qubes' own tools do with the packages of the lab's dom0, and what they say. */
final class PackageTools {

    private final World world;

    PackageTools(World world) {
        this.world = world;
    }

    CommandResult run(PackageCommand command) {
        return switch (command) {
            case PackageCommand.Installed it -> installed(it);
            case PackageCommand.Owners it -> owners(it);
            case PackageCommand.Verify it -> of(it.name(), this::verify);
            case PackageCommand.Digests it -> of(it.name(), PackageTools::digests);
            case PackageCommand.SumOf it ->
                withFile(it.file(), bytes -> CommandResult.success(Sha256.of(bytes) + "  " + it.file()));
            case PackageCommand.CheckSignature it -> withFile(it.file(), bytes -> check(it, bytes));
            case PackageCommand.Header it ->
                withPackage(
                        it.file(), rpm -> CommandResult.success(rpm.version().line()));
            case PackageCommand.Download it -> download(it);
            case PackageCommand.Copy it -> copy(it);
            case PackageCommand.InstallFile it -> installFile(it.file(), Integer.MAX_VALUE);
            case PackageCommand.Reinstall it -> reinstall(it, Integer.MAX_VALUE);
            case PackageCommand.Newest it -> newest(it.name());
            case PackageCommand.MakeLook it -> CommandResult.success();
            case PackageCommand.Unpack it -> withPackage(it.file(), this::unpack);
            case PackageCommand.RemoveLook it -> removeLook();
        };
    }

    /** What is left when rpm dies after its first file; the rest of the commands do all or nothing. */
    CommandResult runHalf(PackageCommand command) {
        return switch (command) {
            case PackageCommand.InstallFile it -> installFile(it.file(), 1);
            case PackageCommand.Reinstall it -> reinstall(it, 1);
            case PackageCommand.Installed it -> run(it);
            case PackageCommand.Owners it -> run(it);
            case PackageCommand.Verify it -> run(it);
            case PackageCommand.Digests it -> run(it);
            case PackageCommand.SumOf it -> run(it);
            case PackageCommand.CheckSignature it -> run(it);
            case PackageCommand.Header it -> run(it);
            case PackageCommand.Download it -> run(it);
            case PackageCommand.Copy it -> run(it);
            case PackageCommand.Newest it -> run(it);
            case PackageCommand.MakeLook it -> run(it);
            case PackageCommand.Unpack it -> run(it);
            case PackageCommand.RemoveLook it -> run(it);
        };
    }

    private CommandResult installed(PackageCommand.Installed command) {
        List<String> lines = new ArrayList<>();
        int missing = 0;
        for (PackageName name : command.packages()) {
            Optional<LabRpm> found = find(name);
            missing += found.isPresent() ? 0 : 1;
            lines.add(found.map(rpm -> rpm.version().line()).orElse("package " + name + " is not installed"));
        }
        return new CommandResult(missing, lines, List.of(), false);
    }

    private CommandResult owners(PackageCommand.Owners command) {
        List<String> lines = new ArrayList<>();
        int unowned = 0;
        for (HostPath path : command.paths()) {
            Optional<String> owner = world.host().packages.entrySet().stream()
                    .filter(each -> each.getValue().files().containsKey(path.value()))
                    .map(Map.Entry::getKey)
                    .findFirst();
            unowned += owner.isPresent() ? 0 : 1;
            lines.add(owner.orElse("file " + path + " is not owned by any package"));
        }
        return new CommandResult(unowned, lines, List.of(), false);
    }

    private CommandResult verify(LabRpm rpm) {
        List<String> lines = new ArrayList<>();
        rpm.files().forEach((path, file) -> {
            String flags = flags(HostPath.of(path), file);
            if (!flags.equals(".........")) {
                lines.add(flags + "  " + (file.config() ? "c" : " ") + " " + path);
            }
        });
        return new CommandResult(lines.isEmpty() ? 0 : 1, lines, List.of(), false);
    }

    private String flags(HostPath path, LabRpm.Entry file) {
        Optional<FileImage> found = dom0(path).read(path);
        if (found.isEmpty()) {
            return "missing  ";
        }
        FileImage image = found.get();
        boolean differs = !image.sha256().equals(file.sum());
        return (image.content().length == file.bytes().length ? "." : "S")
                + (image.mode() == Integer.parseInt(file.mode(), 8) ? "." : "M")
                + (differs ? "5" : ".")
                + ".."
                + (image.owner().equals("root") ? "." : "U")
                + (image.group().equals("root") ? "." : "G")
                + (differs ? "T" : ".")
                + ".";
    }

    private static CommandResult digests(LabRpm rpm) {
        return new CommandResult(
                0,
                rpm.files().entrySet().stream()
                        .map(file -> file.getValue().sum() + " " + file.getKey())
                        .toList(),
                List.of(),
                false);
    }

    private CommandResult check(PackageCommand.CheckSignature command, byte[] bytes) {
        boolean old = command.release() == Release.R2B2;
        if (LabRpm.isSigned(bytes)) {
            return CommandResult.success(
                    command.file() + (old ? ": rsa sha1 (md5) pgp md5 OK" : ": digests signatures OK"));
        }
        return new CommandResult(
                1,
                List.of(command.file() + (old ? ": RSA sha1 MD5 NOT OK" : ": DIGESTS SIGNATURES NOT OK")),
                List.of(),
                false);
    }

    /** The update qube is asked; without one, without network and without the version nothing comes. */
    private Optional<CommandResult> withoutRepository(PackageName name) {
        String updateQube = world.host().properties.getOrDefault("updatevm", "");
        if (updateQube.isEmpty() || !world.exists(updateQube)) {
            return Optional.of(new CommandResult(1, List.of("UpdateVM not set, exiting"), List.of(), false));
        }
        if (!hasNetwork(updateQube)) {
            return Optional.of(failed(
                    "Errors during downloading metadata for repository 'qubes-dom0-current':",
                    "  - Curl error (6): Couldn't resolve host name"));
        }
        String offered = world.host()
                .repository
                .getOrDefault(
                        name.value(),
                        find(name).map(rpm -> rpm.version().version()).orElse(""));
        boolean there = find(name)
                .filter(rpm -> rpm.version().version().equals(offered))
                .isPresent();
        return there
                ? Optional.empty()
                : Optional.of(failed(
                        "Installed package " + name + " (from @System) not available.",
                        "Error: No packages marked for reinstall."));
    }

    /** Whether the qube at the end of the way has a card with an address; the tool itself starts the others. */
    private boolean hasNetwork(String qube) {
        return Facts.netvm(world, qube)
                .map(this::hasNetwork)
                .orElseGet(() -> world.running(qube).stream()
                        .flatMap(notes -> notes.links.values().stream())
                        .anyMatch(link -> !link.kind.equals("vif") && link.up && !link.addresses.isEmpty()));
    }

    private CommandResult download(PackageCommand.Download command) {
        for (var wanted : command.packages()) {
            Optional<CommandResult> trouble = withoutRepository(wanted.name());
            if (trouble.isPresent()) {
                return trouble.get();
            }
        }
        command.packages()
                .forEach(wanted -> find(wanted.name())
                        .ifPresent(rpm -> put(
                                PackageCommand.CACHE.resolve(rpm.version().fileName()),
                                FileImage.ofRoot(rpm.write(), 0644))));
        return CommandResult.success("Downloading packages. This may take a while...", "Complete!");
    }

    private CommandResult copy(PackageCommand.Copy command) {
        Optional<FileImage> from = dom0(command.from()).read(command.from());
        if (from.isEmpty()) {
            return failed("install: cannot stat '" + command.from() + "': No such file or directory");
        }
        put(command.to(), FileImage.ofRoot(from.get().content(), 0644));
        return CommandResult.success();
    }

    private CommandResult installFile(HostPath file, int most) {
        Optional<FileImage> found = dom0(file).read(file);
        if (found.isEmpty()) {
            return failed("error: open of " + file + " failed: No such file or directory");
        }
        byte[] bytes = found.get().content();
        return LabRpm.read(bytes)
                .filter(rpm -> LabRpm.isSigned(bytes))
                .map(rpm -> install(rpm, most))
                .orElseGet(() -> failed("error: " + file + ": not an rpm package (or package manifest)"));
    }

    private CommandResult reinstall(PackageCommand.Reinstall command, int most) {
        HostPath cached = find(command.name())
                .map(rpm -> PackageCommand.CACHE.resolve(rpm.version().fileName()))
                .orElse(PackageCommand.CACHE);
        boolean local =
                command.release() == Release.R2B2 && dom0(cached).read(cached).isPresent();
        Optional<CommandResult> trouble = local ? Optional.empty() : withoutRepository(command.name());
        return trouble.orElseGet(() -> of(command.name(), rpm -> install(rpm, most)));
    }

    private CommandResult newest(PackageName name) {
        Optional<CommandResult> trouble = withoutRepository(name)
                .filter(said -> said.errors().stream().noneMatch(line -> line.contains("not available")));
        return trouble.orElseGet(() -> of(name, rpm -> {
            String offered = world.host()
                    .repository
                    .getOrDefault(name.value(), rpm.version().version());
            world.host().packages.put(name.value(), LabFolder.InstalledPackage.of(rpm.as(offered)));
            return install(rpm.as(offered), Integer.MAX_VALUE);
        }));
    }

    /** Puts the files of a package, but those of configuration that were edited; up to a number, where rpm dies then. */
    private CommandResult install(LabRpm rpm, int most) {
        int done = 0;
        for (Map.Entry<String, LabRpm.Entry> each : rpm.files().entrySet()) {
            HostPath path = HostPath.of(each.getKey());
            if (done < most
                    && !(each.getValue().config() && dom0(path).read(path).isPresent())) {
                put(
                        path,
                        FileImage.ofRoot(
                                each.getValue().bytes(),
                                Integer.parseInt(each.getValue().mode(), 8)));
                done++;
            }
        }
        world.host().packages.put(rpm.version().name().value(), LabFolder.InstalledPackage.of(rpm));
        return CommandResult.success(
                "Preparing...                          ################################# [100%]",
                "Updating / installing...",
                "   1:" + rpm.version() + "          ################################# [100%]");
    }

    private CommandResult unpack(LabRpm rpm) {
        rpm.files()
                .forEach((path, file) -> put(
                        HostPath.of(PackageCommand.LOOK + path),
                        FileImage.ofRoot(file.bytes(), Integer.parseInt(file.mode(), 8))));
        return CommandResult.success();
    }

    private CommandResult removeLook() {
        for (LabRpm rpm : LabRpm.of(world.release()).values()) {
            for (String path : rpm.files().keySet()) {
                HostPath file = HostPath.of(PackageCommand.LOOK + path);
                if (dom0(file).read(file).isPresent()) {
                    dom0(file).delete(file);
                }
            }
        }
        return CommandResult.success();
    }

    private CommandResult of(PackageName name, Function<LabRpm, CommandResult> then) {
        return find(name)
                .map(then)
                .orElseGet(
                        () -> new CommandResult(1, List.of("package " + name + " is not installed"), List.of(), false));
    }

    private CommandResult withFile(HostPath file, Function<byte[], CommandResult> then) {
        return dom0(file)
                .read(file)
                .map(image -> then.apply(image.content()))
                .orElseGet(() -> failed("error: open of " + file + " failed: No such file or directory"));
    }

    private CommandResult withPackage(HostPath file, Function<LabRpm, CommandResult> then) {
        return withFile(
                file,
                bytes -> LabRpm.read(bytes)
                        .map(then)
                        .orElseGet(() -> failed("error: " + file + ": not an rpm package (or package manifest)")));
    }

    private Optional<LabRpm> find(PackageName name) {
        return Optional.ofNullable(LabRpm.of(world.release()).get(name.value()))
                .flatMap(rpm -> Optional.ofNullable(world.host().packages.get(name.value()))
                        .map(there -> rpm.as(there.version())));
    }

    private FileTree dom0(HostPath path) {
        return world.folder().dom0(path);
    }

    private void put(HostPath path, FileImage image) {
        dom0(path).write(path, image);
    }

    private static CommandResult failed(String... errors) {
        return new CommandResult(1, List.of(), Arrays.asList(errors), false);
    }
}
