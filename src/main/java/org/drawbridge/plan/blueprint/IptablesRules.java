package org.drawbridge.plan.blueprint;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostCommand.IptablesSave;
import org.drawbridge.host.HostCommand.IptablesTest;
import org.drawbridge.host.HostPath;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.survey.Look;
import org.drawbridge.plan.survey.Survey;
import org.drawbridge.profile.BridgeProfile;

/** The rules of R4.1: a rules file of ours in the net qube, a script that adds it at each start, and the same by delta now. */
final class IptablesRules implements Part {

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
        Content rules = rules(profile, draft.survey());
        boolean testable =
                draft.differs(draft.request().inNet(path(profile)), rules) && delta.has(RuleTexts.MASQUERADE);
        Optional<String> former = former(draft);
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
        String forward = RuleTexts.forward(profile);
        List<String> old = former.filter(rule -> !rule.equals(forward)).stream().toList();
        delta.filter(old, List.of(forward), old.stream().anyMatch(rule -> !rule.contains("physdev")));
        delta.nat(List.of(RuleTexts.MASQUERADE), List.of(RuleTexts.masquerade(draft.survey())));
        delta.probe(List.of(forward, RuleTexts.masquerade(draft.survey())), List.of(RuleTexts.MASQUERADE));
    }

    private static void remove(Draft draft) {
        BridgeProfile profile = draft.request().profile();
        Home home = Home.of(draft.request(), draft.survey());
        RuleDelta delta = new RuleDelta(draft);
        List<String> old = former(draft).stream().toList();
        delta.filter(old, List.of(), old.stream().anyMatch(rule -> !rule.contains("physdev")));
        boolean last = !BridgeNetfilter.othersNeedIt(draft);
        if (last) {
            delta.nat(
                    List.of(RuleTexts.masquerade(draft.survey())),
                    old.isEmpty() ? List.of() : List.of(RuleTexts.MASQUERADE));
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

    /** The rule for the bridge that our file in the net qube has now. */
    private static Optional<String> former(Draft draft) {
        return draft.survey()
                .image(draft.request().net(), path(draft.request().profile()))
                .flatMap(image -> new String(image.content(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> line.startsWith("-A FORWARD ") && !line.equals(RuleTexts.LAST_DROP))
                        .findFirst());
    }

    /**
     * The file. Each of its tables is taken as a whole; filter comes first since nat is done already where another bridge's file
     * was loaded before.
     */
    static Content rules(BridgeProfile profile, Survey survey) {
        String drop = RuleTexts.LAST_DROP;
        String text = "# Written by Drawbridge for bridge profile " + profile.id() + "; goes away with it.\n*filter\n-D"
                + drop.substring(2) + "\n" + RuleTexts.forward(profile) + "\n" + drop + "\nCOMMIT\n*nat\n-D"
                + RuleTexts.MASQUERADE.substring(2) + "\n" + RuleTexts.masquerade(survey) + "\nCOMMIT\n";
        return new Content.FileContent(FileImage.ofRoot(text.getBytes(StandardCharsets.UTF_8), 0600));
    }
}
