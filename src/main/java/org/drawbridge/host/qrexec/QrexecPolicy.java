package org.drawbridge.host.qrexec;

import java.util.List;
import org.drawbridge.name.QubeName;

/** The lines of dom0's policy that the console needs, all of them and no others; the package for dom0 installs the same. */
final class QrexecPolicy {

    /** The qube that the package's policy file is for. */
    static final QubeName USUAL_CONSOLE = QubeName.of("drawbridge-console");

    private static final String ALLOW = "allow target=dom0";
    private static final String ASK = "ask default_target=dom0";

    static final List<PolicyRule> RULES = List.of(
            look("admin.vm.List", PolicyRule.DOM0, "Lists the qubes."),
            look("admin.vm.List", PolicyRule.ANY, "Without it a qube is not in that list."),
            look("admin.vm.CurrentState", PolicyRule.DOM0, "Tells that qubesd answers."),
            look("admin.vm.CurrentState", PolicyRule.ANY, "Tells whether a qube runs."),
            look("admin.vm.property.GetAll", PolicyRule.DOM0, "Tells the properties of dom0."),
            look(
                    "admin.vm.property.GetAll",
                    PolicyRule.ANY,
                    "Tells a qube's net qube, addresses, template and the like."),
            look("admin.vm.feature.List", PolicyRule.DOM0, "Tells which features dom0 has."),
            look("admin.vm.feature.List", PolicyRule.ANY, "Tells which features a qube has."),
            look("admin.vm.feature.Get", PolicyRule.DOM0, "Tells the text of one of them."),
            look("admin.vm.feature.Get", PolicyRule.ANY, "Tells the text of one of them."),
            look("admin.Events", PolicyRule.DOM0, "Tells when something changes, so that pages are of this moment."),
            look("admin.Events", PolicyRule.ANY, "Without it the changes of a qube are not told."),
            set("admin.vm.property.Set", "+netvm", "Hangs a qube on the net qube that has the bridge."),
            set("admin.vm.property.Reset", "+netvm", "Lets it follow the default again."),
            set(
                    "admin.vm.property.Set",
                    "+mac",
                    "Gives a bridged qube an address of its own: by default all have one and the same."),
            set("admin.vm.property.Reset", "+mac", "Takes that address back."),
            set(
                    "admin.vm.feature.Set",
                    "+drawbridge-bridge",
                    "Marks a qube for its bridge; the templates in dom0 look at it."),
            set("admin.vm.feature.Remove", "+drawbridge-bridge", "Takes that mark away."),
            set(
                    "admin.vm.feature.Set",
                    "+service.network-manager",
                    "Lets a bridged qube take its address from the LAN."),
            set("admin.vm.feature.Remove", "+service.network-manager", "Takes that back."),
            set("admin.vm.Start", "*", "Starts a qube: its files can be reached only while it runs."),
            set("admin.vm.Shutdown", "*", "Shuts a qube down: it changes its card only while it is halted."),
            agent("read", "Reads files of the agent's list."),
            agent("run", "Runs a command of the agent's list; one that changes something only within a job."),
            agent("list", "Tells what the rescue kits in dom0 did."),
            agent("arm", "Keeps what a job will change, and sets when dom0 goes back by itself."),
            agent("write", "Writes a file of the agent's list, within a job."),
            agent("remove", "Removes a file of the agent's list, within a job."),
            agent("disarm", "Ends a job."),
            agent("verify", "Lets rpm compare dom0's files with their packages."),
            agent("keep", "Keeps a copy of a stock package in dom0, for when the network is what broke."),
            new PolicyRule(
                    "drawbridge.Agent",
                    "+reinstall",
                    PolicyRule.DOM0,
                    ASK,
                    "Puts stock packages back; dom0 asks you each time."),
            new PolicyRule(
                    "drawbridge.Begin",
                    "*",
                    PolicyRule.DOM0,
                    ASK,
                    "Begins a job; dom0 asks you, and names net qube, bridge and the first characters of the plan's digest."));

    private QrexecPolicy() {}

    private static PolicyRule look(String service, String target, String why) {
        return new PolicyRule(service, "*", target, ALLOW, why);
    }

    private static PolicyRule set(String service, String argument, String why) {
        return new PolicyRule(service, argument, PolicyRule.TAGGED, ALLOW, why);
    }

    private static PolicyRule agent(String verb, String why) {
        return new PolicyRule("drawbridge.Agent", "+" + verb, PolicyRule.DOM0, ALLOW, why);
    }

    /** The line that allows a call of the agent's. */
    static String line(String call, QubeName console) {
        return RULES.stream()
                .filter(rule -> rule.covers(call, QubeName.DOM0))
                .map(rule -> rule.line(console))
                .findFirst()
                .orElse("(none: " + call + " is not for consoles)");
    }
}
