package org.drawbridge.host.lab;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.drawbridge.host.CommandResult;
import org.drawbridge.host.HostCommand;
import org.drawbridge.host.HostCommand.BridgeSwitch;
import org.drawbridge.host.HostCommand.NmDialect;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.OutputListener;
import org.drawbridge.host.Place;
import org.drawbridge.name.BridgeName;
import org.drawbridge.name.Cidr;
import org.drawbridge.name.InterfaceName;
import org.drawbridge.name.Ipv4Address;

/** The programs in the qubes and in dom0, known by what they are called with; the lab does what they do. */
final class StandInCommands {

    private final Lab lab;

    StandInCommands(Lab lab) {
        this.lab = lab;
    }

    CommandResult run(Place place, List<String> argv, String input) {
        HostCommand command = command(place, argv, input);
        if (!command.argv().equals(argv)) {
            throw new AssertionError("Not called as the tool is called: " + argv);
        }
        try {
            return lab.run(command, OutputListener.SILENT);
        } catch (HostException.CommandFailed failed) {
            return failed.result();
        }
    }

    private static HostCommand command(Place place, List<String> argv, String input) {
        return switch (argv.getFirst()) {
            case "nmcli" ->
                argv.contains("--offline") ? new HostCommand.NmCheck(place, argv.getLast(), input) : nmcli(place, argv);
            case "iptables-save" -> new HostCommand.IptablesSave(place);
            case "iptables-restore" -> iptablesRestore(place, argv, input);
            case "nft" -> nft(place, argv);
            case "modprobe" ->
                argv.contains("-r")
                        ? new HostCommand.UnloadBridgeNetfilter(place)
                        : new HostCommand.LoadBridgeNetfilter(place);
            case "sysctl" -> sysctl(place, argv);
            case "conntrack" -> new HostCommand.ConntrackPurge(place, Cidr.of(argv.getLast()));
            case "ip" ->
                argv.contains("route")
                        ? new HostCommand.DefaultRoute(place)
                        : new HostCommand.JoinBridge(
                                place, InterfaceName.of(argv.get(3)), BridgeName.of(argv.getLast()));
            case "ping" -> new HostCommand.Ping(place, Ipv4Address.of(argv.getLast()));
            case "systemctl" ->
                argv.contains("restart") ? new HostCommand.RestartQubesd() : new HostCommand.QubesdState();
            case "pkill" -> new HostCommand.CloseQubesManager();
            default -> StandInPackages.command(argv);
        };
    }

    private static HostCommand nmcli(Place place, List<String> argv) {
        String all = String.join(" ", argv);
        if (argv.contains("--version")) {
            return new HostCommand.NmVersion(place);
        }
        NmDialect dialect = argv.contains("con") ? NmDialect.V0_9 : NmDialect.V1;
        if (all.endsWith("connection reload")) {
            return new HostCommand.NmReload(place);
        }
        if (all.contains("device connect")) {
            return new HostCommand.NmConnectDevice(place, InterfaceName.of(argv.getLast()));
        }
        if (argv.contains("up")) {
            return new HostCommand.NmUp(place, dialect, argv.get(argv.indexOf("id") + 1));
        }
        if (argv.contains("down")) {
            return new HostCommand.NmDown(place, dialect, argv.getLast());
        }
        return argv.contains("id")
                ? new HostCommand.NmShow(place, dialect, argv.getLast())
                : new HostCommand.NmActive(place, dialect);
    }

    private static HostCommand iptablesRestore(Place place, List<String> argv, String input) {
        if (argv.contains("--test")) {
            return new HostCommand.IptablesTest(place, HostPath.of(argv.getLast()), argv.contains("--noflush"));
        }
        List<String> lines = input.lines().toList();
        return new HostCommand.IptablesDelta(place, lines.getFirst().substring(1), lines.subList(1, lines.size() - 1));
    }

    private static HostCommand nft(Place place, List<String> argv) {
        if (argv.contains("-f")) {
            HostPath file = HostPath.of(argv.getLast());
            return argv.contains("-c") ? new HostCommand.NftCheck(place, file) : new HostCommand.NftLoad(place, file);
        }
        if (argv.contains("delete")) {
            return new HostCommand.NftDelete(place, argv.get(5), Long.parseLong(argv.getLast()));
        }
        return argv.contains("chain")
                ? new HostCommand.NftRemove(place, argv.getLast(), "")
                : new HostCommand.NftList(place);
    }

    private static HostCommand sysctl(Place place, List<String> argv) {
        String[] words = argv.getLast().split("=", 2);
        BridgeSwitch which = Arrays.stream(BridgeSwitch.values())
                .filter(each -> each.key().equals(words[0]))
                .collect(Collectors.toList())
                .getFirst();
        return words.length == 1
                ? new HostCommand.GetBridgeSwitch(place, which)
                : new HostCommand.SetBridgeSwitch(place, which, words[1].equals("1"));
    }
}
