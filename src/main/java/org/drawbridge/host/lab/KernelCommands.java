package org.drawbridge.host.lab;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.drawbridge.host.CommandResult;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostPath;
import org.drawbridge.name.Cidr;
import org.drawbridge.name.Ipv4Address;

/** The commands that speak to the kernel of one running qube. */
final class KernelCommands {

    private static final String MODULE = "br_netfilter";

    private final World world;
    private final String qube;
    private final RunningNotes notes;

    KernelCommands(World world, String qube, RunningNotes notes) {
        this.world = world;
        this.qube = qube;
        this.notes = notes;
    }

    CommandResult modprobe(String module) {
        if (!module.equals(MODULE)) {
            return failed(1, "modprobe: FATAL: Module " + module + " not found.");
        }
        notes.loadBridgeNetfilter();
        return CommandResult.success();
    }

    /** A rule that looks at bridge ports keeps the module in use. */
    CommandResult unloadBridgeNetfilter() {
        if (notes.bridgeSwitches == null) {
            return CommandResult.success();
        }
        boolean used = notes.iptables.values().stream()
                .flatMap(table -> table.chains.stream())
                .flatMap(chain -> chain.rules.stream())
                .anyMatch(rule -> rule.contains("-m physdev"));
        if (used) {
            return failed(1, "modprobe: FATAL: Module br_netfilter is in use.");
        }
        notes.bridgeSwitches = null;
        return CommandResult.success();
    }

    /** {@code sysctl -q -w KEY=VALUE}. */
    CommandResult sysctl(String assignment) {
        int equals = assignment.indexOf('=');
        String key = equals < 0 ? assignment : assignment.substring(0, equals);
        String value = equals < 0 ? "" : assignment.substring(equals + 1);
        NavigableMap<String, Integer> switches = notes.bridgeSwitches;
        if (switches == null || !switches.containsKey(key)) {
            return missing(key);
        }
        if (!value.matches("[01]")) {
            return failed(255, "sysctl: setting key \"" + key + "\": Invalid argument");
        }
        switches.put(key, Integer.parseInt(value));
        return CommandResult.success();
    }

    CommandResult sysctlValue(String key) {
        return Optional.ofNullable(notes.bridgeSwitches)
                .map(switches -> switches.get(key))
                .map(value -> CommandResult.success(Integer.toString(value)))
                .orElseGet(() -> missing(key));
    }

    private static CommandResult missing(String key) {
        return failed(255, "sysctl: cannot stat /proc/sys/" + key.replace('.', '/') + ": No such file or directory");
    }

    CommandResult nft(String file, boolean check) {
        return content(file)
                .map(text -> new NftRules(notes).load(file, text, check))
                .orElseGet(() -> failed(1, "Error: Could not open file \"" + file + "\": No such file or directory"));
    }

    CommandResult iptablesRestore(String file, boolean flush, boolean test) {
        return content(file)
                .map(text -> RunTimeRules.iptables(world, notes).restore(text, flush, test))
                .orElseGet(() -> failed(1, "Can't open " + file + ": No such file or directory"));
    }

    private Optional<byte[]> content(String file) {
        return new QubeFiles(world, qube).read(HostPath.of(file)).map(FileImage::content);
    }

    CommandResult conntrackPurge(Cidr into) {
        int before = notes.connections.size();
        notes.connections.removeIf(connection -> into.contains(Ipv4Address.of(connection.destination())));
        int gone = before - notes.connections.size();
        return new CommandResult(
                gone == 0 ? 1 : 0,
                List.of(),
                List.of("conntrack v1.4.7 (conntrack-tools): " + gone + " flow entries have been deleted."),
                false);
    }

    CommandResult join(String port, String bridge) {
        if (!notes.links.containsKey(port)) {
            return failed(1, "Cannot find device \"" + port + "\"");
        }
        Bridges bridges = new Bridges(notes);
        if (!bridges.exists(bridge)) {
            return failed(255, "Error: argument \"" + bridge + "\" is wrong: Device does not exist");
        }
        bridges.join(port, bridge);
        return CommandResult.success();
    }

    /** Whether an address answers: the router of a network that one of the links speaks to, or what lies beyond it. */
    CommandResult ping(Ipv4Address address) {
        boolean own = notes.links.values().stream()
                .flatMap(link -> link.addresses.stream())
                .anyMatch(text -> Cidr.of(text).address().equals(address));
        boolean answers = own || reaches(qube, notes, address);
        return answers
                ? CommandResult.success("1 packets transmitted, 1 received, 0% packet loss")
                : new CommandResult(
                        1, List.of("1 packets transmitted, 0 received, 100% packet loss"), List.of(), false);
    }

    /** By the router of the first LAN that it has an address of; a qube behind another one is not asked. */
    CommandResult defaultRoute() {
        return notes.links.entrySet().stream()
                .flatMap(link -> link.getValue().addresses.stream()
                        .map(Cidr::of)
                        .filter(network -> network.prefix() < 32)
                        .map(network -> "default via " + Lan.router(network) + " dev " + link.getKey() + " proto dhcp"))
                .findFirst()
                .map(CommandResult::success)
                .orElseGet(CommandResult::success);
    }

    private boolean reaches(String from, RunningNotes links, Ipv4Address address) {
        boolean onLan = links.links.values().stream()
                .flatMap(link -> link.addresses.stream())
                .map(Cidr::of)
                .anyMatch(network ->
                        network.prefix() < 32 && (Lan.router(network).equals(address) || !network.contains(address)));
        if (onLan) {
            return true;
        }
        Map<String, RunningNotes> upstream = new TreeMap<>();
        links.nics.stream()
                .filter(nic -> nic.bridge() == null)
                .forEach(nic -> world.running(nic.netvm()).ifPresent(netvm -> upstream.put(nic.netvm(), netvm)));
        return upstream.entrySet().stream()
                .anyMatch(next -> !next.getKey().equals(from) && reaches(next.getKey(), next.getValue(), address));
    }

    private static CommandResult failed(int exit, String message) {
        return new CommandResult(exit, List.of(), List.of(message), false);
    }
}
