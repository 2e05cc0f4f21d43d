package org.drawbridge.host.lab;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.drawbridge.host.CommandResult;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Release;

/**
 * Runs the scripts that a net qube keeps for the start of Qubes' firewall. The lab understands simple command lines only:
 * {@code modprobe br_netfilter}, {@code sysctl -q -w KEY=VALUE}, {@code nft -f PATH} and {@code iptables-restore --noflush PATH};
 * any other line ends the script and is noted.
 */
final class StartScript {

    private static final HostPath FOLDER = HostPath.of("/rw/config/qubes-firewall.d");
    private static final int EXECUTABLE = 0100;

    private final World world;
    private final String qube;
    private final RunningNotes notes;
    private final KernelCommands kernel;

    StartScript(World world, String qube, RunningNotes notes) {
        this.world = world;
        this.qube = qube;
        this.notes = notes;
        this.kernel = new KernelCommands(world, qube, notes);
    }

    /** Runs all that are executable, by name; R4.3 passes them over where custom-persist is on, and R2B2 knows none. */
    void runAll() {
        boolean passedOver = world.release() == Release.R4_3 && Facts.serviceOn(world, qube, "custom-persist");
        if (passedOver || world.release() == Release.R2B2) {
            return;
        }
        FileTree files = world.folder().privateImage(qube);
        for (String name : files.list(FOLDER)) {
            files.read(FOLDER.resolve(name))
                    .filter(image -> (image.mode() & EXECUTABLE) != 0)
                    .ifPresent(image -> run(name, image));
        }
    }

    private void run(String name, FileImage image) {
        int number = 0;
        for (String line : new String(image.content(), StandardCharsets.UTF_8).split("\n", -1)) {
            number++;
            String command = line.strip();
            if (command.isEmpty() || command.startsWith("#") || command.equals("set -e")) {
                continue;
            }
            Optional<CommandResult> result = runLine(List.of(command.split("\\s+")));
            if (result.isEmpty()) {
                notes.startMessages.add(name + ": line " + number + ": the lab does not know this command: " + command);
                return;
            }
            result.get().errors().forEach(error -> notes.startMessages.add(name + ": " + error));
            if (result.get().exit() != 0) {
                return;
            }
        }
    }

    private Optional<CommandResult> runLine(List<String> words) {
        String last = words.getLast();
        return switch (words.getFirst().replaceFirst("^(/usr)?/s?bin/", "")) {
            case "modprobe" -> Optional.of(kernel.modprobe(last));
            case "sysctl" -> Optional.of(kernel.sysctl(last));
            case "nft" ->
                words.size() == 3 && words.get(1).equals("-f")
                        ? Optional.of(kernel.nft(last, false))
                        : Optional.empty();
            case "iptables-restore" ->
                words.contains("--noflush") || words.contains("-n")
                        ? Optional.of(kernel.iptablesRestore(last, false, false))
                        : Optional.of(kernel.iptablesRestore(last, true, false));
            default -> Optional.empty();
        };
    }
}
