package org.drawbridge.plan.blueprint;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostCommand.IptablesSave;
import org.drawbridge.host.HostCommand.IptablesTest;
import org.drawbridge.host.HostPath;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.survey.Look;
import org.drawbridge.profile.BridgeProfile;

/** The rules of R4.1: a rules file of ours in the net qube, a script that adds it at each start, and the same by delta now. */
final class IptablesRules implements Part {

    private static final String FORWARD = "-A FORWARD ";

    private static final String POSTROUTING = "-A POSTROUTING ";

    static HostPath path(BridgeProfile profile) {
        return HostPath.of("/rw/config/drawbridge/" + profile.bridge() + ".rules");
    }

    @Override
    public void look(Look look, Request request) {
        Home home = Home.of(request.netvm(), look.qube(request.netvm()));
        for (HostPath path : List.of(
                path(request.profile()), BridgeScript.path(request.profile().bridge()))) {
            home.files(path).forEach(file -> look.file(file.place(), file.path()));
        }
        look.folder(request.net(), BridgeScript.FOLDER);
        look.run(new IptablesSave(request.net()));
        BridgeNetfilter.look(look, request.net());
    }

    @Override
    public void plan(Draft draft) {
        if (draft.request().removes()) {
            remove(draft);
        } else {
            put(draft);
        }
        new RuleDelta(draft).probeKept();
    }

    private static void put(Draft draft) {
        BridgeProfile profile = draft.request().profile();
        Home home = Home.of(draft.request(), draft.survey());
        RuleDelta delta = new RuleDelta(draft);
        Content rules = rules(draft);
        boolean testable =
                draft.differs(draft.request().inNet(path(profile)), rules) && delta.has(RuleTexts.MASQUERADE);
        for (Artifact.File file : home.files(path(profile))) {
            draft.change(
                    Phase.RULES,
                    file,
                    rules,
                    "The rules for " + profile.bridge() + ", as they are added at each start.",
                    home.why(file));
        }
        Content script = BridgeScript.content(profile.bridge(), "iptables-restore --noflush " + path(profile));
        for (Artifact.File file : home.files(BridgeScript.path(profile.bridge()))) {
            draft.change(
                    Phase.RULES,
                    file,
                    script,
                    "qubes-firewall runs it at each start, before its own chains are filled.",
                    home.why(file));
        }
        BridgeNetfilter.off(draft);
        if (testable) {
            draft.add(
                    Phase.RULES,
                    Act.of(
                                    new IptablesTest(draft.request().net(), path(profile), true),
                                    draft.request().net().label() + ": let iptables check the rules",
                                    "A file that iptables does not take must not be loaded at the next start either.")
                            .step());
        }
        putInForce(draft, delta);
    }

    private static void putInForce(Draft draft, RuleDelta delta) {
        String forward = RuleTexts.forward(draft.request().profile());
        List<String> masquerades = RuleTexts.masquerades(draft);
        List<String> old = former(draft, FORWARD).stream()
                .filter(rule -> !rule.equals(forward))
                .toList();
        delta.filter(old, List.of(forward), isOpen(old));
        List<String> out = new ArrayList<>(List.of(RuleTexts.MASQUERADE));
        if (!BridgeNetfilter.othersNeedIt(draft)) {
            former(draft, POSTROUTING).stream()
                    .filter(rule -> !masquerades.contains(rule))
                    .forEach(out::add);
        }
        delta.nat(out, masquerades);
        List<String> present = new ArrayList<>(List.of(forward));
        present.addAll(masquerades);
        delta.probe(present, List.of(RuleTexts.MASQUERADE));
    }

    private static void remove(Draft draft) {
        BridgeProfile profile = draft.request().profile();
        Home home = Home.of(draft.request(), draft.survey());
        RuleDelta delta = new RuleDelta(draft);
        List<String> old = former(draft, FORWARD);
        delta.filter(old, List.of(), isOpen(old));
        boolean last = !BridgeNetfilter.othersNeedIt(draft);
        if (last && !old.isEmpty()) {
            delta.nat(former(draft, POSTROUTING), List.of(RuleTexts.MASQUERADE));
        }
        if (!old.isEmpty()) {
            delta.probe(last ? List.of(RuleTexts.MASQUERADE) : List.of(), old);
        }
        List<Artifact.File> files = new ArrayList<>(home.files(path(profile)));
        files.addAll(home.files(BridgeScript.path(profile.bridge())));
        for (Artifact.File file : files) {
            draft.restore(Phase.RULES, file, Content.NO_FILE, "Nothing of " + profile.bridge() + " stays behind.");
        }
        BridgeNetfilter.back(draft);
    }

    /** The rules that our file in the net qube adds to a chain, or did when it was last written. */
    private static List<String> former(Draft draft, String chain) {
        Artifact.File file = draft.request().inNet(path(draft.request().profile()));
        return draft
                .survey()
                .image(file.place(), file.path())
                .<Content>map(Content.FileContent::new)
                .or(() -> draft.request().baseline().last(file))
                .filter(Content.FileContent.class::isInstance)
                .map(content -> Templates.text(((Content.FileContent) content).image()))
                .stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith(chain) && !line.equals(RuleTexts.LAST_DROP))
                .toList();
    }

    /** Whether these rules let more through than what stays inside a bridge. */
    private static boolean isOpen(List<String> rules) {
        return rules.stream().anyMatch(rule -> !rule.contains("physdev"));
    }

    /**
     * The file. Each of its tables is taken as a whole; filter comes first since nat is done already where another bridge's file
     * was loaded before.
     */
    static Content rules(Draft draft) {
        BridgeProfile profile = draft.request().profile();
        List<String> lines = new ArrayList<>();
        lines.add("# Written by Drawbridge for bridge profile " + profile.id() + "; goes away with it.");
        lines.add("*filter");
        lines.add("-D" + RuleTexts.LAST_DROP.substring(2));
        lines.add(RuleTexts.forward(profile));
        lines.add(RuleTexts.LAST_DROP);
        lines.add("COMMIT");
        lines.add("*nat");
        lines.add("-D" + RuleTexts.MASQUERADE.substring(2));
        lines.addAll(RuleTexts.masquerades(draft));
        lines.add("COMMIT");
        String text = String.join("\n", lines) + "\n";
        return new Content.FileContent(FileImage.ofRoot(text.getBytes(StandardCharsets.UTF_8), 0600));
    }
}
