package org.drawbridge.host.lab;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.drawbridge.host.CommandResult;
import org.drawbridge.host.HostCommand;
import org.drawbridge.host.HostException;
import org.drawbridge.host.PackageCommand;
import org.drawbridge.host.Place;
import org.drawbridge.host.Release;

/** Does what the commands of the closed set do on a real host, and answers as they do. */
final class Commands {

    private final LabFaults faults;

    Commands(LabFaults faults) {
        this.faults = faults;
    }

    CommandResult run(World world, HostCommand command) {
        return switch (command) {
            case HostCommand.NmReload it -> manager(world, it.place(), manager -> reload(world, manager));
            case HostCommand.NmUp it -> manager(world, it.place(), manager -> manager.up(it.id()));
            case HostCommand.NmDown it -> manager(world, it.place(), manager -> manager.down(it.id()));
            case HostCommand.NmConnectDevice it ->
                manager(
                        world,
                        it.place(),
                        manager -> manager.connect(it.device().value()));
            case HostCommand.NmShow it ->
                manager(world, it.place(), manager -> manager.listing().show(it.id()));
            case HostCommand.NmActive it ->
                manager(world, it.place(), manager -> manager.listing().active(it.dialect()));
            case HostCommand.NmCheck it -> {
                notes(world, it.place());
                yield NmOffline.check(it);
            }
            case HostCommand.DefaultRoute it -> kernel(world, it.place()).defaultRoute();
            case HostCommand.NmVersion it -> {
                notes(world, it.place());
                yield CommandResult.success("nmcli tool, version " + Facts.networkManager(world));
            }
            case HostCommand.IptablesSave it ->
                CommandResult.success(RunTimeRules.iptables(world, notes(world, it.place()))
                        .save()
                        .toArray(String[]::new));
            case HostCommand.IptablesDelta it ->
                RunTimeRules.iptables(world, notes(world, it.place()))
                        .restore(IptablesRules.bytes(it.input()), false, false);
            case HostCommand.IptablesTest it ->
                kernel(world, it.place()).iptablesRestore(it.file().value(), !it.keepOthers(), true);
            case HostCommand.NftList it -> new NftRules(notes(world, it.place())).list();
            case HostCommand.NftCheck it ->
                kernel(world, it.place()).nft(it.file().value(), true);
            case HostCommand.NftLoad it ->
                kernel(world, it.place()).nft(it.file().value(), false);
            case HostCommand.NftRemove it -> new NftRules(notes(world, it.place())).listChain(it.chain());
            case HostCommand.NftDelete it -> new NftRules(notes(world, it.place())).delete(it.chain(), it.handle());
            case HostCommand.LoadBridgeNetfilter it -> kernel(world, it.place()).modprobe("br_netfilter");
            case HostCommand.UnloadBridgeNetfilter it ->
                kernel(world, it.place()).unloadBridgeNetfilter();
            case HostCommand.SetBridgeSwitch it ->
                kernel(world, it.place()).sysctl(it.which().key() + "=" + (it.on() ? 1 : 0));
            case HostCommand.GetBridgeSwitch it ->
                kernel(world, it.place()).sysctlValue(it.which().key());
            case HostCommand.ConntrackPurge it -> kernel(world, it.place()).conntrackPurge(it.into());
            case HostCommand.JoinBridge it ->
                kernel(world, it.place()).join(it.port().value(), it.bridge().value());
            case HostCommand.Ping it -> kernel(world, it.place()).ping(it.address());
            case HostCommand.QubesdState it -> qubesd(world, () -> CommandResult.success("active"));
            case HostCommand.RestartQubesd it ->
                qubesd(world, () -> {
                    world.host().templatesUnseen.clear();
                    return CommandResult.success();
                });
            case HostCommand.CloseQubesManager it -> new CommandResult(1, List.of(), List.of(), false);
            case PackageCommand it -> new PackageTools(world).run(it);
        };
    }

    /** What a command leaves that is cut off. */
    CommandResult runHalf(World world, HostCommand command) {
        return command instanceof PackageCommand it ? new PackageTools(world).runHalf(it) : run(world, command);
    }

    private CommandResult manager(World world, Place place, Function<NmDaemon, CommandResult> command) {
        String qube = place.label();
        notes(world, place);
        return NmDaemon.in(world, faults, qube).map(command).orElseGet(NmResult::notRunning);
    }

    /** NetworkManager 0.9 watches its folder and knows no such command. */
    private static CommandResult reload(World world, NmDaemon manager) {
        if (world.release() == Release.R2B2) {
            return NmResult.failed(2, "'con' command 'reload' is not valid.");
        }
        manager.reload();
        return CommandResult.success();
    }

    private static KernelCommands kernel(World world, Place place) {
        return new KernelCommands(world, place.label(), notes(world, place));
    }

    private static RunningNotes notes(World world, Place place) {
        return switch (place) {
            case Place.InQube in -> world.mustRun(in.qube().value());
            case Place.Dom0 dom0 ->
                throw new HostException.CommandNotStarted(
                        "dom0 has no network, so this command does not run there. Choose a qube.");
        };
    }

    private static CommandResult qubesd(World world, Supplier<CommandResult> command) {
        return world.release() == Release.R2B2
                ? new CommandResult(
                        5, List.of(), List.of("Failed to issue method call: Unit qubesd.service not loaded."), false)
                : command.get();
    }
}
