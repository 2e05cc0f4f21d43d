package org.drawbridge.plan.blueprint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drawbridge.format.BlockOwner;
import org.drawbridge.format.FormatException;
import org.drawbridge.format.IptablesLoad;
import org.drawbridge.format.IptablesTable;
import org.drawbridge.format.RuleEdit;
import org.drawbridge.format.RuleEditResult;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostCommand.IptablesSave;
import org.drawbridge.host.HostCommand.IptablesTest;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Place;
import org.drawbridge.host.QubeReport;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Finding.Severity;
import org.drawbridge.plan.survey.Look;
import org.drawbridge.plan.survey.Sight;
import org.drawbridge.profile.BridgeProfile;

/** The rules of R2B2: the seed's blocks in the rules file of the net qube's template, and the same in force by delta. */
final class TemplateRules implements Part {

    static final HostPath PATH = HostPath.of("/etc/sysconfig/iptables");

    private static final int MOST_OBSTACLES = 5;

    @Override
    public void look(Look look, Request request) {
        Place place = place(request, look.qube(request.netvm()));
        look.rootFile(place, PATH);
        look.run(new IptablesSave(request.net()));
    }

    @Override
    public void plan(Draft draft) {
        Artifact.File file = new Artifact.File(
                place(draft.request(), draft.survey().qube(draft.request().netvm())), PATH);
        if (draft.survey().sight(file.place(), PATH) instanceof Sight.Seen) {
            switch (draft.now(file)) {
                case Content.FileContent content -> plan(draft, file, content.image());
                case Content.NoFile none -> draft.find(missing(file));
                case Content.Setting setting -> throw new IllegalStateException("A file is no setting");
            }
        }
    }

    private static void plan(Draft draft, Artifact.File file, FileImage image) {
        try {
            org.drawbridge.format.IptablesSave before = org.drawbridge.format.IptablesSave.parse(image.content());
            IptablesLoad.check(before).stream()
                    .limit(MOST_OBSTACLES)
                    .forEach(obstacle -> draft.find(notLoadable(file, obstacle)));
            BlockOwner owner = BlockOwner.of(
                    draft.request().bridge(),
                    "profile-" + draft.request().profile().id());
            RuleEditResult result =
                    draft.request().removes() ? before.without(owner) : before.with(owner, edits(draft));
            switch (result) {
                case RuleEditResult.Edited edited -> put(draft, file, image, before, edited.document());
                case RuleEditResult.Refused refused ->
                    refused.obstacles().forEach(obstacle -> draft.find(refused(file, obstacle)));
            }
        } catch (FormatException exception) {
            draft.find(new Finding(
                    Severity.BLOCKER,
                    "rules-unreadable",
                    file.path() + " in " + file.place().label() + " cannot be understood. " + exception.getMessage(),
                    "A file that is not understood is never edited.",
                    "Repair that line by hand, then plan again."));
        }
    }

    private static List<RuleEdit> edits(Draft draft) {
        List<String> nat = new ArrayList<>();
        nat.add("# Ensure packets coming from firewallVMs or AppVMs use NAT");
        nat.addAll(RuleTexts.masquerades(draft));
        nat.add("# Allow redirection of bridge packets (optional as POSTROUTING default is ACCEPT)");
        nat.add("#-A POSTROUTING -o bridge+ -j ACCEPT");
        return List.of(
                new RuleEdit.CommentOut("nat", RuleTexts.MASQUERADE, nat),
                new RuleEdit.InsertBefore(
                        "filter",
                        RuleTexts.LAST_DROP,
                        RuleEdit.Which.LAST,
                        List.of(RuleTexts.forward(draft.request().profile()))));
    }

    private static void put(
            Draft draft,
            Artifact.File file,
            FileImage image,
            org.drawbridge.format.IptablesSave before,
            org.drawbridge.format.IptablesSave after) {
        Content wanted = new Content.FileContent(image.withContent(after.bytes()));
        if (draft.differs(file, wanted)) {
            write(draft, file, wanted);
        }
        RuleDelta delta = new RuleDelta(draft);
        List<String> gone = missing(before, after, "filter", "FORWARD");
        delta.filter(
                gone,
                missing(after, before, "filter", "FORWARD"),
                gone.stream().anyMatch(rule -> !rule.contains("physdev")));
        delta.nat(missing(before, after, "nat", "POSTROUTING"), missing(after, before, "nat", "POSTROUTING"));
        BridgeProfile profile = draft.request().profile();
        if (draft.request().removes()) {
            if (!gone.isEmpty()) {
                BridgeNetfilter.backWithRules(draft);
            }
            delta.probe(missing(after, before, "nat", "POSTROUTING"), gone);
        } else {
            List<String> present = new ArrayList<>(List.of(RuleTexts.forward(profile)));
            present.addAll(RuleTexts.masquerades(draft));
            delta.probe(present, List.of(RuleTexts.MASQUERADE));
        }
        delta.probeKept();
    }

    private static void write(Draft draft, Artifact.File file, Content wanted) {
        String why = "";
        boolean borrowed = false;
        if (file.place() instanceof Place.InQube in
                && !in.qube().equals(draft.request().netvm())) {
            why = "The root file system of " + draft.request().netvm() + " comes from its template " + in.qube()
                    + "; a change made in the qube itself is gone at its next start.";
            borrowed = draft.power(Phase.RULES, in.qube(), true, "A template can be changed only while it runs.");
        }
        draft.change(
                Phase.RULES,
                file,
                wanted,
                draft.request().removes()
                        ? "The file is without the lines for " + draft.request().bridge() + " again; all others stay."
                        : "The net qube must not translate what the bridge carries, and must let it through.",
                why);
        draft.add(
                Phase.RULES,
                Act.of(
                                new IptablesTest(file.place(), file.path(), false),
                                file.place().label() + ": let iptables check the file",
                                "A file that iptables does not take would leave the net qube without rules at its next start.")
                        .step());
        if (borrowed && file.place() instanceof Place.InQube in) {
            draft.power(Phase.RULES, in.qube(), false, "It was halted before.");
        }
    }

    /** The rules of a chain that one file has and the other has not. */
    private static List<String> missing(
            org.drawbridge.format.IptablesSave has,
            org.drawbridge.format.IptablesSave lacks,
            String table,
            String chain) {
        List<String> missing = new ArrayList<>(rules(has, table, chain));
        missing.removeAll(rules(lacks, table, chain));
        return missing;
    }

    private static List<String> rules(org.drawbridge.format.IptablesSave save, String table, String chain) {
        return save.table(table).map(IptablesTable::rules).orElse(List.of()).stream()
                .filter(rule -> rule.chain().equals(chain))
                .map(rule -> RuleTexts.plain(rule.raw().replaceFirst("^\\[[0-9:]+\\]", "")))
                .toList();
    }

    /** Where the net qube's root file system lasts. */
    static Place place(Request request, Optional<QubeReport> net) {
        QubeName owner = net.map(QubeReport::template).orElse(request.netvm());
        return Place.in(owner == null ? request.netvm() : owner);
    }

    private static Finding missing(Artifact.File file) {
        return new Finding(
                Severity.BLOCKER,
                "rules-missing",
                "There is no " + file.path() + " in " + file.place().label() + ".",
                "The net qube's rules cannot be changed where they are not.",
                "Put the stock file back, then plan again.");
    }

    private static Finding notLoadable(Artifact.File file, RuleEditResult.Obstacle obstacle) {
        return new Finding(
                Severity.BLOCKER,
                "rules-not-loadable",
                file.path() + " in " + file.place().label() + ": " + obstacle.what(),
                "iptables-restore takes nothing of a table with such a line, and its newer form tells that only at the next"
                        + " start: the net qube would be without these rules.",
                obstacle.remedy());
    }

    private static Finding refused(Artifact.File file, RuleEditResult.Obstacle obstacle) {
        return new Finding(
                Severity.BLOCKER,
                "rules-not-stock",
                file.path() + " in " + file.place().label() + ": " + obstacle.what(),
                "The seed's lines would not stand where they work.",
                obstacle.remedy());
    }
}
