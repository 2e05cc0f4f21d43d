package org.drawbridge.plan.blueprint;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.drawbridge.host.HostCommand;
import org.drawbridge.host.HostCommand.BridgeSwitch;
import org.drawbridge.host.HostCommand.GetBridgeSwitch;
import org.drawbridge.host.HostCommand.IptablesDelta;
import org.drawbridge.host.HostCommand.LoadBridgeNetfilter;
import org.drawbridge.host.HostCommand.SetBridgeSwitch;
import org.drawbridge.host.HostCommand.UnloadBridgeNetfilter;
import org.drawbridge.host.Place;
import org.drawbridge.host.Release;
import org.drawbridge.plan.Step;
import org.drawbridge.plan.survey.Look;

/**
 * Bridge netfilter in an R4 net qube: loaded on purpose, with its switches off, before anything else loads it with them on.
 * With them on, bridged frames meet the IP rules and are dropped or leave under the net qube's address.
 */
final class BridgeNetfilter {

    private BridgeNetfilter() {}

    static void look(Look look, Place net) {
        for (BridgeSwitch which : BridgeSwitch.values()) {
            look.run(new GetBridgeSwitch(net, which));
        }
    }

    static boolean isOn(Draft draft, BridgeSwitch which) {
        return value(draft, which).equals("1");
    }

    /** Loads it and switches it off, in so far as that is not the case. */
    static void off(Draft draft) {
        Place net = draft.request().net();
        boolean loaded = !value(draft, BridgeSwitch.IPTABLES).isEmpty();
        if (!loaded) {
            draft.add(
                    Phase.RULES,
                    Act.of(
                                    new LoadBridgeNetfilter(net),
                                    net.label() + ": load bridge netfilter",
                                    "Whatever else loads it leaves its switches on, and bridged frames then meet the IP rules.")
                            .undo(new UnloadBridgeNetfilter(net))
                            .step());
        }
        for (BridgeSwitch which : BridgeSwitch.values()) {
            if (!value(draft, which).equals("0")) {
                Act act = Act.of(
                                new SetBridgeSwitch(net, which, false),
                                net.label() + ": switch " + which.key() + " off",
                                "Bridged frames must not pass the IP rules.")
                        .check(new GetBridgeSwitch(net, which), List.of("0"), List.of());
                draft.add(Phase.RULES, (loaded ? act.undo(new SetBridgeSwitch(net, which, true)) : act).step());
            }
        }
    }

    /** Undoes what the profile's first applied plan did, if no other bridge of ours needs it. */
    static void back(Draft draft) {
        if (othersNeedIt(draft)) {
            return;
        }
        List<Step.Action> done = new ArrayList<>(
                draft.request().baseline().undoables(SetBridgeSwitch.class).toList());
        draft.request().baseline().undoable(LoadBridgeNetfilter.class).ifPresent(load -> done.addFirst(load));
        Collections.reverse(done);
        for (Step.Action action : done) {
            for (HostCommand undo : action.undo()) {
                draft.add(
                        Phase.RULES,
                        Act.of(
                                        undo,
                                        draft.request().net().label() + ": bridge netfilter as it was before",
                                        "No bridge of ours needs it any more.")
                                .undo(redo(action))
                                .step());
            }
        }
    }

    /** Whether these rules make the kernel load it where nothing here loads it on purpose. */
    static boolean comesWith(Draft draft, List<String> rules) {
        return draft.survey().release() == Release.R2B2
                && value(draft, BridgeSwitch.IPTABLES).isEmpty()
                && rules.stream().anyMatch(rule -> rule.contains("-m physdev"));
    }

    /** Takes it out where it came with a rule of the profile's first applied plan. */
    static void backWithRules(Draft draft) {
        boolean came = draft.request()
                .baseline()
                .undoables(IptablesDelta.class)
                .anyMatch(action -> action.undo().stream().anyMatch(UnloadBridgeNetfilter.class::isInstance));
        if (came) {
            draft.add(
                    Phase.RULES,
                    Act.of(
                                    new UnloadBridgeNetfilter(draft.request().net()),
                                    draft.request().net().label() + ": bridge netfilter as it was before",
                                    "The rule that needed it is gone.")
                            .step());
        }
    }

    /** Whether another bridge of ours has its script in the same net qube. */
    static boolean othersNeedIt(Draft draft) {
        return draft.survey().folder(draft.request().net(), BridgeScript.FOLDER).stream()
                .anyMatch(name -> name.startsWith(BridgeScript.PREFIX)
                        && !name.equals(BridgeScript.PREFIX + draft.request().bridge()));
    }

    private static List<HostCommand> redo(Step.Action action) {
        Place net = action.command().place();
        if (action.command() instanceof LoadBridgeNetfilter load) {
            List<HostCommand> redo = new ArrayList<>(List.of(load));
            for (BridgeSwitch which : BridgeSwitch.values()) {
                redo.add(new SetBridgeSwitch(net, which, false));
            }
            return redo;
        }
        return List.of(action.command());
    }

    private static String value(Draft draft, BridgeSwitch which) {
        return draft.survey().lines(new GetBridgeSwitch(draft.request().net(), which)).stream()
                .map(String::strip)
                .findFirst()
                .orElse("");
    }
}
