package org.drawbridge.host;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drawbridge.name.BridgeName;
import org.drawbridge.name.Cidr;
import org.drawbridge.name.InterfaceName;
import org.drawbridge.name.Ipv4Address;

/** A command that Drawbridge may run on a host: a closed set, each rendered to an argument list and never to a shell's text. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "command")
public sealed interface HostCommand {

    /** Where it runs. */
    Place place();

    /** The program and its arguments. */
    @JsonIgnore
    List<String> argv();

    /** What it reads on standard input, or the empty text. */
    @JsonIgnore
    default String input() {
        return "";
    }

    /** How long it may take before it is ended. */
    @JsonIgnore
    default Duration timeLimit() {
        return Duration.ofSeconds(20);
    }

    /** Whether this exit code means that it did its work. */
    default boolean accepts(int exit) {
        return exit == 0;
    }

    /** What it said when it did not do its work, in words for people and with the next step, where that is known. */
    default Optional<String> explain(CommandResult result) {
        return Optional.empty();
    }

    /** Whether nothing takes back what it did: how far it came is then looked at and told. */
    @JsonIgnore
    default boolean isOneWay() {
        return false;
    }

    /** What is to be run next, read from what this one printed. */
    default List<HostCommand> then(CommandResult result) {
        return List.of();
    }

    /** A command about dom0's packages. */
    sealed interface OfPackages extends HostCommand permits PackageCommand {}

    /** The command line of NetworkManager's two generations: {@code nmcli con list} of 0.9 and {@code nmcli connection show} since. */
    enum NmDialect {
        V0_9,
        V1
    }

    /** Makes NetworkManager read its keyfiles again; 0.9 watches the folder itself and has no such command. */
    record NmReload(Place place) implements HostCommand {
        @Override
        public Optional<String> explain(CommandResult result) {
            return NmWords.explain(place, result);
        }

        @Override
        public List<String> argv() {
            return List.of("nmcli", "connection", "reload");
        }
    }

    /** Brings a connection up and waits up to half a minute; success does not mean that there is an address. */
    record NmUp(Place place, NmDialect dialect, String id) implements HostCommand {
        @Override
        public Optional<String> explain(CommandResult result) {
            return NmWords.explain(place, result);
        }

        @Override
        public List<String> argv() {
            return switch (dialect) {
                case V0_9 -> List.of("nmcli", "con", "up", "id", id, "--timeout", "30");
                case V1 -> List.of("nmcli", "--wait", "30", "connection", "up", "id", id);
            };
        }

        @Override
        public Duration timeLimit() {
            return Duration.ofSeconds(40);
        }
    }

    /** Takes a connection down; one that is not up (exit 10) is as wanted. */
    record NmDown(Place place, NmDialect dialect, String id) implements HostCommand {
        @Override
        public Optional<String> explain(CommandResult result) {
            return NmWords.explain(place, result);
        }

        @Override
        public List<String> argv() {
            return switch (dialect) {
                case V0_9 -> List.of("nmcli", "con", "down", "id", id);
                case V1 -> List.of("nmcli", "--wait", "30", "connection", "down", "id", id);
            };
        }

        @Override
        public boolean accepts(int exit) {
            return exit == 0 || exit == 10;
        }
    }

    /** Connects a device with the best connection that NetworkManager knows for it. */
    record NmConnectDevice(Place place, InterfaceName device) implements HostCommand {
        @Override
        public Optional<String> explain(CommandResult result) {
            return NmWords.explain(place, result);
        }

        @Override
        public List<String> argv() {
            return List.of("nmcli", "--wait", "30", "device", "connect", device.value());
        }

        @Override
        public Duration timeLimit() {
            return Duration.ofSeconds(40);
        }
    }

    /** Prints what NetworkManager took from a keyfile, one {@code group.key:value} a line. */
    record NmShow(Place place, NmDialect dialect, String id) implements HostCommand {
        @Override
        public Optional<String> explain(CommandResult result) {
            return NmWords.explain(place, result);
        }

        @Override
        public List<String> argv() {
            return switch (dialect) {
                case V0_9 -> List.of("nmcli", "-t", "-f", "all", "con", "list", "id", id);
                case V1 -> List.of("nmcli", "-t", "-f", "all", "connection", "show", "id", id);
            };
        }
    }

    /** Prints the active connections as {@code NAME:UUID:TYPE:DEVICE} lines. */
    record NmActive(Place place, NmDialect dialect) implements HostCommand {
        @Override
        public Optional<String> explain(CommandResult result) {
            return NmWords.explain(place, result);
        }

        @Override
        public List<String> argv() {
            return switch (dialect) {
                case V0_9 -> List.of("nmcli", "-t", "-f", "NAME,UUID,DEVICES,STATE", "con", "status");
                case V1 -> List.of("nmcli", "-t", "-f", "NAME,UUID,TYPE,DEVICE", "connection", "show", "--active");
            };
        }
    }

    /**
     * Reads a keyfile without the daemon and prints what is taken of it; a value that is not understood is left out without a
     * word. For nmcli from 1.40 on.
     */
    record NmCheck(Place place, String id, String keyfile) implements HostCommand {
        @Override
        public List<String> argv() {
            return List.of("nmcli", "--offline", "connection", "modify", "connection.id", id);
        }

        @Override
        public String input() {
            return keyfile;
        }
    }

    /** Prints the way to everywhere, {@code default via 192.168.1.1 dev br0 proto dhcp …}; nothing where there is none. */
    record DefaultRoute(Place place) implements HostCommand {
        @Override
        public List<String> argv() {
            return List.of("ip", "-4", "route", "show", "default");
        }
    }

    /** Prints {@code nmcli tool, version 1.42.4}; it is of one package with NetworkManager itself. */
    record NmVersion(Place place) implements HostCommand {
        @Override
        public List<String> argv() {
            return List.of("nmcli", "--version");
        }
    }

    /** Prints the IPv4 rules in force. */
    record IptablesSave(Place place) implements HostCommand {
        @Override
        public List<String> argv() {
            return List.of("iptables-save");
        }
    }

    /**
     * Changes the rules in force line by line in one table, all lines or none.
     *
     * @param lines each {@code -A …}, {@code -I …} or {@code -D …} as in a rules file
     */
    record IptablesDelta(Place place, String table, List<String> lines) implements HostCommand {

        private static final Pattern LINE = Pattern.compile("-[AID] [A-Za-z0-9_-]+ [\\x20-\\x7e]+");

        public IptablesDelta {
            lines = List.copyOf(lines);
            for (String line : lines) {
                if (!LINE.matcher(line).matches()) {
                    throw new IllegalArgumentException("Not a line that changes one rule: " + line);
                }
            }
        }

        @Override
        public List<String> argv() {
            return List.of("iptables-restore", "--noflush", "--wait", "5");
        }

        @Override
        public String input() {
            return "*" + table + "\n" + String.join("\n", lines) + "\nCOMMIT\n";
        }
    }

    /** Asks iptables whether it would take a rules file. */
    record IptablesTest(Place place, HostPath file, boolean keepOthers) implements HostCommand {
        @Override
        public List<String> argv() {
            return keepOthers
                    ? List.of("iptables-restore", "--test", "--noflush", file.value())
                    : List.of("iptables-restore", "--test", file.value());
        }
    }

    /** Prints the nftables ruleset in force, without counters. */
    record NftList(Place place) implements HostCommand {
        @Override
        public List<String> argv() {
            return List.of("nft", "-s", "list", "ruleset");
        }
    }

    /** Asks nft whether it would take a file. */
    record NftCheck(Place place, HostPath file) implements HostCommand {
        @Override
        public List<String> argv() {
            return List.of("nft", "-c", "-f", file.value());
        }
    }

    /** Puts an nft file in force, all of it or nothing. */
    record NftLoad(Place place, HostPath file) implements HostCommand {
        @Override
        public List<String> argv() {
            return List.of("nft", "-f", file.value());
        }
    }

    /** Takes the rules that carry a comment of ours out of one of the chains that Qubes leaves to the user. */
    record NftRemove(Place place, String chain, String comment) implements HostCommand {

        private static final Pattern HANDLE = Pattern.compile("comment \"([^\"]*)\" # handle ([0-9]{1,18})$");

        @Override
        public List<String> argv() {
            return List.of("nft", "-a", "list", "chain", "ip", "qubes", chain);
        }

        @Override
        public List<HostCommand> then(CommandResult result) {
            return result.output().stream()
                    .map(HANDLE::matcher)
                    .filter(Matcher::find)
                    .filter(line -> line.group(1).equals(comment))
                    .<HostCommand>map(line -> new NftDelete(place, chain, Long.parseLong(line.group(2))))
                    .toList();
        }
    }

    /** Deletes one rule by the kernel's number for it. */
    record NftDelete(Place place, String chain, long handle) implements HostCommand {
        @Override
        public List<String> argv() {
            return List.of("nft", "delete", "rule", "ip", "qubes", chain, "handle", Long.toString(handle));
        }
    }

    /** Loads the kernel's bridge netfilter, so that its switches can be set before anything else loads it. */
    record LoadBridgeNetfilter(Place place) implements HostCommand {
        @Override
        public List<String> argv() {
            return List.of("modprobe", "br_netfilter");
        }
    }

    /** Takes bridge netfilter out of the kernel again; one that is not there or still in use (exit 1) stays as it is. */
    record UnloadBridgeNetfilter(Place place) implements HostCommand {
        @Override
        public List<String> argv() {
            return List.of("modprobe", "-r", "br_netfilter");
        }

        @Override
        public boolean accepts(int exit) {
            return exit == 0 || exit == 1;
        }
    }

    /** One of the three switches that send bridged frames through the IP rules. */
    enum BridgeSwitch {
        IPTABLES("net.bridge.bridge-nf-call-iptables"),
        IP6TABLES("net.bridge.bridge-nf-call-ip6tables"),
        ARPTABLES("net.bridge.bridge-nf-call-arptables");

        private final String key;

        BridgeSwitch(String key) {
            this.key = key;
        }

        public String key() {
            return key;
        }
    }

    /** Sets one of bridge netfilter's switches. */
    record SetBridgeSwitch(Place place, BridgeSwitch which, boolean on) implements HostCommand {
        @Override
        public List<String> argv() {
            return List.of("sysctl", "-q", "-w", which.key() + "=" + (on ? 1 : 0));
        }
    }

    /** Prints one of bridge netfilter's switches, 0 or 1; exit 255 or 1 says that the module is not loaded. */
    record GetBridgeSwitch(Place place, BridgeSwitch which) implements HostCommand {
        @Override
        public List<String> argv() {
            return List.of("sysctl", "-n", which.key());
        }

        @Override
        public boolean accepts(int exit) {
            return exit == 0 || exit == 1 || exit == 255;
        }
    }

    /** Ends the connections that others opened into a range; none to end (exit 1) is as wanted. */
    record ConntrackPurge(Place place, Cidr into) implements HostCommand {
        @Override
        public List<String> argv() {
            return List.of("conntrack", "-D", "--orig-dst", into.toString());
        }

        @Override
        public boolean accepts(int exit) {
            return exit == 0 || exit == 1;
        }
    }

    /** Makes an interface a port of a bridge. */
    record JoinBridge(Place place, InterfaceName port, BridgeName bridge) implements HostCommand {
        @Override
        public List<String> argv() {
            return List.of("ip", "link", "set", port.value(), "master", bridge.value());
        }
    }

    /** Asks an address for one answer within two seconds. */
    record Ping(Place place, Ipv4Address address) implements HostCommand {
        @Override
        public List<String> argv() {
            return List.of("ping", "-n", "-c", "1", "-W", "2", address.value());
        }
    }

    /** Prints {@code active} where qubesd runs. */
    record QubesdState() implements HostCommand {
        @Override
        public Place place() {
            return Place.DOM0;
        }

        @Override
        public List<String> argv() {
            return List.of("systemctl", "is-active", "qubesd");
        }
    }

    /** Restarts qubesd in dom0, which else ignores a new template of a device until its next start. */
    record RestartQubesd() implements HostCommand {
        @Override
        public Place place() {
            return Place.DOM0;
        }

        @Override
        public List<String> argv() {
            return List.of("systemctl", "restart", "qubesd");
        }

        @Override
        public Duration timeLimit() {
            return Duration.ofSeconds(60);
        }
    }

    /** Closes R2B2's Qubes Manager, so that it starts with the changed files; one that does not run (exit 1) is as wanted. */
    record CloseQubesManager() implements HostCommand {
        @Override
        public Place place() {
            return Place.DOM0;
        }

        @Override
        public List<String> argv() {
            return List.of("pkill", "-f", "/usr/bin/qubes-manager");
        }

        @Override
        public boolean accepts(int exit) {
            return exit == 0 || exit == 1;
        }
    }
}
