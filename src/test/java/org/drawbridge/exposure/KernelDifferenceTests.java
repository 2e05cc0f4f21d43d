package org.drawbridge.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drawbridge.exposure.KernelLab.Out;
import org.drawbridge.exposure.KernelLab.Seen;
import org.drawbridge.exposure.KernelLab.Tool;
import org.drawbridge.exposure.KernelTrial.Difference;
import org.drawbridge.exposure.Packet.State;
import org.drawbridge.name.Ipv4Address;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * Made-up rules and packets must end on paper as they do in the kernel, and each rule must have decided about as many.
 *
 * <p>{@code -Ddrawbridge.kernel.seed=N} repeats a run, {@code -Ddrawbridge.kernel.pairs=N} makes it longer. A difference
 * is written to {@code target/kernel-differences} as a file of cases; once the walk is right it belongs to the fixed ones.
 */
@Tag("kernel")
class KernelDifferenceTests {

    private static final Path VERDICTS = Path.of("src/test/resources/kernel-verdicts");
    private static final Path FOUND = Path.of("target/kernel-differences");
    private static final int PAIRS = Integer.getInteger("drawbridge.kernel.pairs", 6_000);
    private static final int RULES_A_SCENE = 6;
    private static final int PACKETS = 50;
    private static final int CONNECTIONS = 12;
    private static final int SHOWN = 3;

    /** The same rules and packets each time; others with {@code -Ddrawbridge.kernel.seed=N}. */
    private static final long USUAL_SEED = 20_261_125;

    private final List<String> wrong = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private int pairs;
    private int unknown;

    @Test
    void walkEndsAsTheKernelDoesWhateverTheRulesAre() throws IOException {
        long seed = Long.getLong("drawbridge.kernel.seed", USUAL_SEED);
        System.out.println("Kernel differences: seed " + seed);
        try (KernelLab lab = new KernelLab()) {
            for (long round = seed; pairs < PAIRS; round++) {
                Dice dice = new Dice(round);
                KernelScene scene = KernelScene.random(dice);
                lab.build(scene);
                for (int i = 0; i < RULES_A_SCENE; i++) {
                    try {
                        rules(lab, scene, dice, "seed " + round + " rules " + i);
                    } catch (KernelLab.RefusedException notRules) {
                        refused.add(String.valueOf(notRules.getMessage()));
                    }
                }
            }
        }
        System.out.println("Kernel differences: " + pairs + " pairs, " + unknown + " more unknown, " + refused.size()
                + " texts were no rules");
        assertThat(wrong).as("seed %d", seed).isEmpty();
        assertThat(refused).as("texts that are no rules").hasSizeLessThan(pairs / PACKETS / 8);
        assertThat(unknown).as("packets of which the walk says nothing").isLessThan(pairs / 20);
    }

    private void rules(KernelLab lab, KernelScene scene, Dice dice, String name) throws IOException {
        Tool tool = dice.pick(Tool.values());
        Rules rules = rules(dice, tool, scene);
        Ruleset ruleset = Ruleset.read(List.of(new RulesText(
                tool == Tool.NFT ? RulesText.Format.NFTABLES : RulesText.Format.IPTABLES_SAVE, rules.text())));
        KernelTrial trial = new KernelTrial(lab, tool, new PacketWalk(ruleset, scene.topology()));
        RandomPackets random = new RandomPackets(dice, scene);
        List<KernelPacket> open = new ArrayList<>();
        if (!rules.opening().isEmpty()) {
            lab.load(tool, rules.opening());
            open.addAll(connections(lab, random, scene));
            lab.add(tool, rules.text());
        } else {
            lab.load(tool, rules.text());
        }
        trial.send(open, open);
        List<KernelPacket> fresh = new ArrayList<>();
        for (int i = 0; i < PACKETS; i++) {
            fresh.add(random.fresh());
        }
        trial.send(fresh, fresh);
        pairs += trial.pairs();
        if (!trial.differences().isEmpty()) {
            lab.load(tool, rules.text());
            trial.again(fresh);
        }
        unknown += trial.unknown();
        for (Difference each : trial.differences().stream().limit(SHOWN).toList()) {
            wrong.add(name + " " + tool + ": " + each.what() + " for " + each.packet());
            keep(name, scene, rules.text(), tool, each);
        }
    }

    /** The rules, and those of them under which connections are opened; these are empty where none are. */
    private record Rules(String text, String opening) {}

    private static Rules rules(Dice dice, Tool tool, KernelScene scene) throws IOException {
        if (tool == Tool.NFT) {
            String stock = dice.oneIn(3) ? "" : stock("r42-stock_routed_0_nft");
            return new Rules(
                    new RandomNft(
                                    dice,
                                    stock,
                                    scene.topology().uplinkOf("bridge0").isPresent())
                            .text(),
                    "");
        }
        String stock = dice.oneIn(3)
                ? ""
                : stock(dice.pick(
                                "r2-stock_routed_0_legacy", "r2-bridged_bridged_0_legacy", "r4-stock_routed_0_legacy"))
                        .replace("10.137.1.1", "10.137.0.1");
        RandomIptables random = new RandomIptables(dice, stock);
        return new Rules(random.text(), dice.oneIn(2) ? random.text(List.of("nat")) : "");
    }

    private static String stock(String name) throws IOException {
        return JsonMapper.shared()
                .readTree(Files.readString(VERDICTS.resolve(name + ".json")))
                .path("ruleset")
                .path("text")
                .asString();
    }

    /** Opens connections and gives more packets of those that opened. */
    private static List<KernelPacket> connections(KernelLab lab, RandomPackets random, KernelScene scene) {
        List<KernelPacket> first = new ArrayList<>();
        while (first.size() < CONNECTIONS) {
            KernelPacket packet = random.fresh();
            boolean simple = packet.packet().protocol() == 17 && !packet.isForMany();
            if (simple
                    && packet.packet().state() == State.NEW
                    && !packet.packet().in().equals(Packet.OWN)) {
                first.add(packet);
            }
        }
        Map<String, Seen> seen = lab.send(first.stream().map(KernelPacket::json).toList());
        List<KernelPacket> replies = new ArrayList<>();
        List<KernelPacket> open = new ArrayList<>();
        for (KernelPacket packet : first) {
            Optional<KernelPacket> reply = seen.get(packet.id()).out().stream()
                    .findFirst()
                    .filter(out -> seen.get(packet.id()).out().size() == 1)
                    .map(out -> reply(packet, out, scene));
            if (reply.isPresent()) {
                replies.add(reply.get());
                open.add(packet.told(
                        State.ESTABLISHED,
                        false,
                        packet.packet().source(),
                        packet.packet().destination()));
            }
        }
        lab.send(replies.stream().map(KernelPacket::json).toList());
        return open;
    }

    /** The answer to a packet, from where that came out. */
    private static KernelPacket reply(KernelPacket packet, Out out, KernelScene scene) {
        Packet first = packet.packet();
        boolean bridged = scene.isBridged(out.port())
                && !first.frameFor().equals(Packet.SELF)
                && out.source().equals(first.source().toString())
                && out.destination().equals(first.destination().toString());
        return new KernelPacket(
                packet.id(),
                new Packet(
                        out.port(),
                        bridged ? first.in() : Packet.SELF,
                        Ipv4Address.of(out.destination()),
                        Ipv4Address.of(out.source()),
                        first.protocol(),
                        /* sourcePort= */ out.destinationPort(),
                        /* destinationPort= */ first.sourcePort(),
                        0,
                        State.ESTABLISHED,
                        true,
                        Packet.USUAL_TTL),
                Map.of());
    }

    private static void keep(String name, KernelScene scene, String text, Tool tool, Difference difference)
            throws IOException {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("name", name);
        file.put("what", difference.what());
        file.put("ruleset", Map.of("format", tool == Tool.NFT ? "nftables" : "iptables-save", "text", text));
        file.put("topology", scene.json());
        KernelPacket packet = difference.packet();
        file.put("packets", packet == null ? List.of() : List.of(packet.caseJson()));
        Files.createDirectories(FOUND);
        Files.writeString(
                FOUND.resolve(name.replace(' ', '-') + "-" + (packet == null ? "all" : packet.id()) + ".json"),
                JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(file));
    }
}
