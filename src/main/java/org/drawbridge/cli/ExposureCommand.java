package org.drawbridge.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.drawbridge.exposure.Packet;
import org.drawbridge.exposure.PacketWalk;
import org.drawbridge.exposure.Ruleset;
import org.drawbridge.exposure.Walk;
import org.drawbridge.format.FormatException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Says of each packet in files of cases what a net qube's rules make of it, one line of JSON for each. */
@Command(
        name = "exposure",
        mixinStandardHelpOptions = true,
        description =
                "Reads files of packets with the rules and interfaces of a net qube, and prints for each packet, as"
                        + " one line of JSON, where it comes out and which rules decide. Needs no console.")
public final class ExposureCommand implements Callable<Integer> {

    private static final int UNREADABLE = 1;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "A file of cases.")
    private List<Path> files = List.of();

    /** Goes on with the next file where one cannot be read, and says so in the exit code. */
    @Override
    public Integer call() {
        int exit = 0;
        for (Path file : files) {
            try {
                print(ExposureCases.parse(Files.readString(file)));
            } catch (IOException e) {
                exit = complain(file, "it cannot be read as text");
            } catch (ExposureCaseException | FormatException | IllegalArgumentException e) {
                exit = complain(file, String.valueOf(e.getMessage()));
            }
        }
        return exit;
    }

    private void print(ExposureCases cases) {
        PacketWalk walk = new PacketWalk(Ruleset.read(List.of(cases.rules())), cases.topology());
        JsonMapper json = JsonMapper.shared();
        PrintWriter out = commandSpec().commandLine().getOut();
        for (ExposureCases.Numbered each : cases.packets()) {
            Packet packet = each.packet();
            out.println(json.writeValueAsString(
                    packet == null
                            ? line(cases.name(), each.id(), "Unknown because of the packet: " + each.reason())
                            : walked(cases.name(), each.id(), walk, packet)));
        }
        out.flush();
    }

    /** A packet that names an interface which is not there is not sent, and the others are. */
    private static Map<String, Object> walked(String name, String id, PacketWalk walk, Packet packet) {
        try {
            return line(name, id, walk.walk(packet));
        } catch (IllegalArgumentException e) {
            return line(name, id, "Unknown because of the packet: " + e.getMessage());
        }
    }

    private static Map<String, Object> line(String name, String id, String unknown) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("case", name);
        line.put("id", id);
        line.put("delivered", false);
        line.put("deliveredTo", List.of());
        line.put("sourceRewritten", false);
        line.put("decidedBy", List.of());
        line.put("unknown", unknown);
        return line;
    }

    private static Map<String, Object> line(String name, String id, Walk walk) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("case", name);
        line.put("id", id);
        line.put("delivered", walk.delivered());
        line.put("deliveredTo", walk.deliveredTo());
        line.put("sourceRewritten", walk.sourceRewritten());
        line.put(
                "decidedBy",
                walk.decidedBy().stream()
                        .map(step -> new Decision(step.table(), step.chain(), step.text(), step.effect()))
                        .toList());
        line.put("unknown", walk.verdict() == Walk.Verdict.UNKNOWN ? walk.reason() : null);
        return line;
    }

    private int complain(Path file, String what) {
        PrintWriter err = commandSpec().commandLine().getErr();
        err.println(file + ": " + what.replaceAll("\\.$", "") + ". Correct the file and try again.");
        err.flush();
        return UNREADABLE;
    }

    private CommandSpec commandSpec() {
        if (spec == null) {
            throw new IllegalStateException("The command is run by its command line.");
        }
        return spec;
    }

    /** A rule that ended a packet's way. */
    private record Decision(String table, String chain, String rule, String verdict) {

        Decision {
            verdict = verdict.toLowerCase(Locale.ROOT);
        }
    }
}
