package org.drawbridge.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.drawbridge.exposure.KernelCounters.Place;
import org.drawbridge.exposure.KernelLab.Out;
import org.drawbridge.exposure.KernelLab.Seen;
import org.drawbridge.exposure.KernelLab.Tool;
import org.drawbridge.exposure.Packet.State;
import org.drawbridge.format.IptablesSave;
import org.drawbridge.format.IptablesTable;
import org.drawbridge.name.Ipv4Address;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The files of cases must say what this machine's kernel does.
 *
 * <p>A packet of {@code kernel-cases} without anything expected gets it from the kernel, with {@code
 * -Ddrawbridge.kernel.record=true}.
 */
@Tag("kernel")
class KernelReplayTests {

    private static final List<String> HOOKS = List.of("PREROUTING", "FORWARD", "INPUT", "OUTPUT", "POSTROUTING");
    private static final List<String> ORDER = List.of("raw", "mangle", "nat", "filter");

    private final List<String> wrong = new ArrayList<>();

    @Test
    void casesAreWhatTheKernelDoes() throws IOException {
        List<KernelCaseFile> files = new ArrayList<>(KernelCaseFile.in(Path.of("src/test/resources/kernel-verdicts")));
        files.addAll(KernelCaseFile.in(Path.of("src/test/resources/kernel-cases")));
        try (KernelLab lab = new KernelLab()) {
            for (KernelCaseFile file : files) {
                replay(lab, file);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private void replay(KernelLab lab, KernelCaseFile file) throws IOException {
        lab.build(file.scene());
        lab.load(file.tool(), file.rules());
        Map<String, Seen> openers = new java.util.HashMap<>();
        boolean recorded = false;
        KernelCounters before = counters(lab, file.tool());
        for (KernelPacket packet : file.packets()) {
            KernelPacket sent = packet.packet().state() == State.ESTABLISHED ? answer(packet, file, openers) : packet;
            Seen seen = lab.send(List.of(sent.json())).get(sent.id());
            KernelCounters after = counters(lab, file.tool());
            KernelCounters counted = after.since(before);
            before = after;
            openers.put(packet.id(), seen);
            ObjectNode real = real(packet, seen, counted, file);
            JsonNode expected = file.expected().path(packet.id());
            if (expected.isMissingNode() && Boolean.getBoolean("drawbridge.kernel.record")) {
                file.expected().set(packet.id(), real);
                recorded = true;
            } else {
                compare(file.path().getFileName() + " " + packet.id(), expected, real);
            }
        }
        if (recorded) {
            file.write();
        }
    }

    private void compare(String name, JsonNode expected, JsonNode real) {
        for (String field : List.of("delivered", "sourceRewritten", "decidedBy")) {
            if (expected.has(field) && !expected.path(field).equals(real.path(field))) {
                wrong.add(name + ": " + field + " is " + real.path(field) + ", not " + expected.path(field));
            }
        }
        if (!expected.has("delivered")) {
            wrong.add(name + " says nothing");
        }
    }

    private static KernelCounters counters(KernelLab lab, Tool tool) {
        return KernelCounters.of(tool, lab.counters(tool));
    }

    /** A reply as it is on the wire: for the address that the connection's first packet came out with. */
    private static KernelPacket answer(KernelPacket packet, KernelCaseFile file, Map<String, Seen> openers) {
        Packet reply = packet.packet();
        Optional<Out> out = file.packets().stream()
                .filter(each -> each.packet().source().equals(reply.destination())
                        && each.packet().sourcePort() == reply.destinationPort()
                        && each.packet().destination().equals(reply.source()))
                .flatMap(each -> openers.get(each.id()).out().stream())
                .findFirst();
        return out.map(found -> packet.told(State.ESTABLISHED, true, reply.source(), Ipv4Address.of(found.source())))
                .orElse(packet);
    }

    private static ObjectNode real(KernelPacket packet, Seen seen, KernelCounters counted, KernelCaseFile file) {
        ObjectNode real = JsonMapper.shared().createObjectNode();
        String in = packet.packet().in();
        String source = packet.packet().source().toString();
        List<Out> elsewhere = seen.out().stream()
                .filter(out -> !out.port().equals(in)
                        || !(in.startsWith("vif") || out.destination().equals(source)))
                .toList();
        real.put("delivered", !elsewhere.isEmpty());
        ArrayNode ports = real.putArray("deliveredTo");
        elsewhere.stream().map(Out::port).distinct().forEach(ports::add);
        real.put(
                "sourceRewritten",
                elsewhere.stream().anyMatch(out -> !out.source().equals(source)));
        if (file.tool() != Tool.NFT) {
            real.set("decidedBy", decidedBy(counted, file.rules()));
        }
        return real;
    }

    /** The rules that ended the packet's way through a filter, in the order in which they were met. */
    private static ArrayNode decidedBy(KernelCounters counted, String rules) {
        ArrayNode decided = JsonMapper.shared().createArrayNode();
        counted.nonZero().keySet().stream()
                .sorted(Comparator.comparingInt(KernelReplayTests::rank))
                .forEach(place -> verdict(place, rules)
                        .ifPresent(said -> decided.addObject()
                                .put("table", place.table())
                                .put("chain", place.chain())
                                .put("rule", said.rule())
                                .put("verdict", said.verdict())));
        return decided;
    }

    private static int rank(Place place) {
        int hook = HOOKS.indexOf(place.chain().replaceFirst("-.*", ""));
        return hook * 10 + ORDER.indexOf(place.table());
    }

    private record Said(String rule, String verdict) {}

    private static Optional<Said> verdict(Place place, String rules) {
        Optional<IptablesTable> found =
                IptablesSave.parse(rules.getBytes(StandardCharsets.UTF_8)).table(place.table());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        IptablesTable table = found.get();
        Said said = place.number() == 0
                ? new Said(
                        "policy",
                        table.chains().stream()
                                .filter(chain -> chain.name().equals(place.chain()))
                                .map(chain -> chain.policy().toLowerCase(Locale.ROOT))
                                .findFirst()
                                .orElse("accept"))
                : table.rules().stream()
                        .filter(rule -> rule.chain().equals(place.chain()))
                        .skip(place.number() - 1L)
                        .map(rule -> new Said(
                                rule.raw().replaceFirst("^-A \\S+ ", ""),
                                rule.tokens()
                                        .get(rule.tokens().indexOf("-j") + 1)
                                        .toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow();
        List<String> ending = place.table().equals("filter") ? List.of("accept", "drop", "reject") : List.of("drop");
        return Stream.of(said).filter(each -> ending.contains(each.verdict())).findFirst();
    }
}
