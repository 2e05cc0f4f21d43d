package org.drawbridge.exposure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The kernel of this machine as that of a net qube, in namespaces that end with this object. */
final class KernelLab implements AutoCloseable {

    private static final Path WIRE = Path.of("src/test/kernel/wire.py");

    private static final String EMPTY = """
            *raw
            :PREROUTING ACCEPT [0:0]
            :OUTPUT ACCEPT [0:0]
            COMMIT
            *mangle
            :PREROUTING ACCEPT [0:0]
            :INPUT ACCEPT [0:0]
            :FORWARD ACCEPT [0:0]
            :OUTPUT ACCEPT [0:0]
            :POSTROUTING ACCEPT [0:0]
            COMMIT
            *nat
            :PREROUTING ACCEPT [0:0]
            :INPUT ACCEPT [0:0]
            :OUTPUT ACCEPT [0:0]
            :POSTROUTING ACCEPT [0:0]
            COMMIT
            *filter
            :INPUT ACCEPT [0:0]
            :FORWARD ACCEPT [0:0]
            :OUTPUT ACCEPT [0:0]
            COMMIT
            """;

    private final Process process;
    private final Writer to;
    private final BufferedReader from;

    /** The tools that load rules. */
    enum Tool {
        LEGACY,
        IPTABLES_NFT,
        NFT
    }

    /** A packet that came out. */
    record Out(String port, String source, String destination, int destinationPort) {}

    /** Where one packet came out, and whether the net qube itself got it. */
    record Seen(List<Out> out, boolean local) {}

    /** A tool does not take what it is given. */
    static final class RefusedException extends IllegalStateException {
        private static final long serialVersionUID = 1;

        RefusedException(String message) {
            super(message);
        }
    }

    KernelLab() throws IOException {
        process = new ProcessBuilder("unshare", "--net", "python3", WIRE.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        to = process.outputWriter(StandardCharsets.UTF_8);
        from = process.inputReader(StandardCharsets.UTF_8);
    }

    void build(KernelScene scene) {
        order(Map.of("do", "build", "topology", scene.json(), "hosts", scene.hosts()));
    }

    /**
     * Puts these rules in force and no others, and forgets all connections.
     *
     * @throws RefusedException if the tool does not take them
     */
    void load(Tool tool, String rules) {
        order(Map.of("do", "silence"));
        run("", "conntrack", "-F");
        run(EMPTY, "iptables-legacy-restore");
        add(tool, rules);
    }

    /** Puts these rules in force; connections stay. */
    void add(Tool tool, String rules) {
        switch (tool) {
            case LEGACY -> run(rules, "iptables-legacy-restore");
            case IPTABLES_NFT -> run(rules, "iptables-nft-restore");
            case NFT -> run(rules, "nft", "-f", "-");
        }
    }

    /** What the tool prints of the rules and their counters. */
    String counters(Tool tool) {
        return switch (tool) {
            case LEGACY -> run("", "iptables-legacy-save", "-c");
            case IPTABLES_NFT -> run("", "iptables-nft-save", "-c");
            case NFT -> run("", "nft", "-j", "list", "ruleset");
        };
    }

    Map<String, Seen> send(List<Map<String, Object>> packets) {
        Map<String, Seen> seen = new LinkedHashMap<>();
        order(Map.of("do", "send", "packets", packets)).properties().forEach(entry -> {
            List<Out> out = entry.getValue()
                    .path("out")
                    .valueStream()
                    .map(KernelLab::out)
                    .toList();
            seen.put(
                    entry.getKey(), new Seen(out, entry.getValue().path("local").asBoolean()));
        });
        return seen;
    }

    private static Out out(JsonNode node) {
        return new Out(
                node.path("port").asString(),
                node.path("source").asString(),
                node.path("destination").asString(),
                node.path("destinationPort").asInt());
    }

    private String run(String input, String... argv) {
        JsonNode done = order(Map.of("do", "run", "argv", List.of(argv), "stdin", input));
        if (done.path("code").asInt() != 0) {
            throw new RefusedException(
                    String.join(" ", argv) + ": " + done.path("err").asString() + "\n" + input);
        }
        return done.path("out").asString();
    }

    private JsonNode order(Map<String, Object> order) {
        try {
            to.write(JsonMapper.shared().writeValueAsString(order));
            to.write('\n');
            to.flush();
            String line = from.readLine();
            if (line == null) {
                throw new IllegalStateException("The lab ended.");
            }
            JsonNode answer = JsonMapper.shared().readTree(line);
            if (answer.has("failed")) {
                throw new IllegalStateException(answer.path("failed").asString());
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        to.close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
