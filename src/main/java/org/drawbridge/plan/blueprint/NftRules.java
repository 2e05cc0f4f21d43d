package org.drawbridge.plan.blueprint;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostCommand;
import org.drawbridge.host.HostCommand.NftCheck;
import org.drawbridge.host.HostCommand.NftList;
import org.drawbridge.host.HostCommand.NftLoad;
import org.drawbridge.host.HostCommand.NftRemove;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Place;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.HostCheck;
import org.drawbridge.plan.Probe;
import org.drawbridge.plan.survey.Look;
import org.drawbridge.profile.BridgeProfile;
import org.drawbridge.profile.BridgeProfile.Hardening;

/** The rules of R4.2 and later: a file of ours in the chain that Qubes leaves to the user, and a script that loads it at start. */
final class NftRules implements Part {

    /** The chain that Qubes leaves to the user. */
    static final String CHAIN = "custom-forward";

    private static final Pattern ALLOWED = Pattern.compile("\"(vif[0-9]+\\.[0-9]+)\" \\. [0-9.]+");

    static HostPath path(BridgeProfile profile) {
        return HostPath.of("/rw/config/drawbridge/" + profile.bridge() + ".nft");
    }

    static String comment(BridgeProfile profile) {
        return "drawbridge " + profile.bridge();
    }

    @Override
    public void look(Look look, Request request) {
        Home home = Home.of(request.netvm(), look.qube(request.netvm()));
        for (HostPath path : List.of(
                path(request.profile()), BridgeScript.path(request.profile().bridge()))) {
            home.files(path).forEach(file -> look.file(file.place(), file.path()));
        }
        look.folder(request.net(), BridgeScript.FOLDER);
        look.run(new NftList(request.net()));
        BridgeNetfilter.look(look, request.net());
    }

    @Override
    public void plan(Draft draft) {
        if (draft.request().removes()) {
            remove(draft);
        } else {
            put(draft);
        }
        draft.probe(kept(draft));
    }

    private static void put(Draft draft) {
        Request request = draft.request();
        BridgeProfile profile = request.profile();
        Place net = request.net();
        Home home = Home.of(request, draft.survey());
        Artifact.File running = request.inNet(path(profile));
        Content rules = rules(profile);
        boolean inForce = inForce(draft);
        boolean changes = draft.differs(running, rules);
        if (inForce && changes) {
            takeOut(draft);
        }
        for (Artifact.File file : home.files(path(profile))) {
            draft.change(Phase.RULES, file, rules, reason(profile), home.why(file));
        }
        Content script = BridgeScript.content(profile.bridge(), "nft -f " + path(profile));
        for (Artifact.File file : home.files(BridgeScript.path(profile.bridge()))) {
            draft.change(
                    Phase.RULES,
                    file,
                    script,
                    "qubes-firewall runs it at each start, before its own chains are filled.",
                    home.why(file));
        }
        BridgeNetfilter.off(draft);
        if (!inForce || changes) {
            draft.add(
                    Phase.RULES,
                    Act.of(
                                    new NftCheck(net, running.path()),
                                    net.label() + ": let nft check the rules",
                                    "A file that nft does not take must not be loaded at the next start either.")
                            .step());
            draft.add(
                    Phase.RULES,
                    Act.of(
                                    new NftLoad(net, running.path()),
                                    net.label() + ": put the rules in force",
                                    "They are added to what is in force; what Qubes added at run time stays.")
                            .undo(undoLoad(draft))
                            .check(new NftList(net), List.of(quoted(profile)), List.of())
                            .step());
        }
        draft.probe(new Probe.RulesInForce(
                new HostCheck(new NftList(net), List.of(quoted(profile)), List.of()),
                "The rules for " + profile.bridge() + " are in force in " + request.netvm(),
                false));
    }

    private static void remove(Draft draft) {
        Request request = draft.request();
        BridgeProfile profile = request.profile();
        Home home = Home.of(request, draft.survey());
        List<Artifact.File> files = new ArrayList<>(home.files(path(profile)));
        files.addAll(home.files(BridgeScript.path(profile.bridge())));
        if (inForce(draft)) {
            takeOut(draft);
            draft.probe(new Probe.RulesInForce(
                    new HostCheck(new NftList(request.net()), List.of(), List.of(quoted(profile))),
                    "The rules for " + profile.bridge() + " are no longer in force in " + request.netvm(),
                    false));
        }
        for (Artifact.File file : files) {
            draft.restore(Phase.RULES, file, Content.NO_FILE, "Nothing of " + profile.bridge() + " stays behind.");
        }
        BridgeNetfilter.back(draft);
    }

    private static void takeOut(Draft draft) {
        Request request = draft.request();
        BridgeProfile profile = request.profile();
        Place net = request.net();
        draft.add(
                Phase.RULES,
                Act.of(
                                new NftRemove(net, CHAIN, comment(profile)),
                                net.label() + ": take the rules for " + profile.bridge() + " out of force",
                                "Only the rules that carry our comment are deleted.")
                        .undo(new NftLoad(net, path(profile)))
                        .check(new NftList(net), List.of(), List.of(quoted(profile)))
                        .step());
        boolean open = draft.survey()
                .image(net, path(profile))
                .filter(image -> new String(image.content(), StandardCharsets.UTF_8).contains(" accept "))
                .isPresent();
        if (open) {
            Conntrack.add(draft);
        }
    }

    private static List<HostCommand> undoLoad(Draft draft) {
        Request request = draft.request();
        List<HostCommand> undo = new ArrayList<>();
        undo.add(new NftRemove(request.net(), CHAIN, comment(request.profile())));
        if (request.profile().hardening() == Hardening.SEED) {
            undo.addAll(Conntrack.purges(draft));
        }
        return undo;
    }

    private static Probe kept(Draft draft) {
        Place net = draft.request().net();
        List<String> present = new ArrayList<>(List.of("jump " + CHAIN, "goto antispoof"));
        for (String line : draft.survey().lines(new NftList(net))) {
            Matcher entry = ALLOWED.matcher(line);
            while (entry.find()) {
                if (!Members.vifs(draft).contains(entry.group(1))) {
                    present.add(entry.group());
                }
            }
        }
        return new Probe.RulesInForce(
                new HostCheck(new NftList(net), present, List.of()),
                "What Qubes itself put in force in " + draft.request().netvm() + " is still there",
                true);
    }

    private static boolean inForce(Draft draft) {
        return draft.survey().lines(new NftList(draft.request().net())).stream()
                .anyMatch(line -> line.contains(quoted(draft.request().profile())));
    }

    private static String quoted(BridgeProfile profile) {
        return "comment \"" + comment(profile) + "\"";
    }

    private static String reason(BridgeProfile profile) {
        return switch (profile.hardening()) {
            case HARDENED ->
                "Nothing on " + profile.bridge()
                        + " may open connections through the net qube; frames inside the bridge never" + " meet it.";
            case SEED -> "The seed's rule: all that comes from " + profile.bridge() + " is accepted.";
        };
    }

    static Content rules(BridgeProfile profile) {
        String rule = switch (profile.hardening()) {
            case HARDENED -> "ct state new drop";
            case SEED -> "accept";
        };
        String text = "# Written by Drawbridge for bridge profile " + profile.id() + "; goes away with it.\n"
                + "table ip qubes {\n\tchain " + CHAIN + " {\n\t\tiifname \"" + profile.bridge() + "\" " + rule + " "
                + quoted(profile) + "\n\t}\n}\n";
        return new Content.FileContent(FileImage.ofRoot(text.getBytes(StandardCharsets.UTF_8), 0600));
    }
}
