package org.drawbridge.host.lab;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.drawbridge.host.Expected;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Place;
import org.drawbridge.host.tool.StandInTools.Played;
import org.drawbridge.name.QubeName;
import org.drawbridge.name.Sha256;

/** The programs that the dom0 agent runs in a qube, over a lab: what they do and say, and with which exit. */
final class StandInAgentPrograms {

    private static final int ABSENT = 90;
    private static final int NOT_EXPECTED = 92;
    private static final int NOT_WHOLE = 93;

    private final StandIn standIn;

    StandInAgentPrograms(StandIn standIn) {
        this.standIn = standIn;
    }

    Played run(String head, QubeName qube, List<String> arguments, byte[] input) {
        try {
            return switch (head) {
                case "# The agent reads a file." -> read(qube, HostPath.of(arguments.getFirst()));
                case "# The agent lists the files of a folder." -> names(qube, HostPath.of(arguments.getFirst()));
                case "# The agent writes a file." -> write(qube, arguments, input);
                case "# The agent removes a file." -> remove(qube, arguments);
                default -> throw new AssertionError("Nobody runs that: " + head);
            };
        } catch (HostException.PreconditionFailed failed) {
            return Played.failed(NOT_EXPECTED, "");
        }
    }

    private Played read(QubeName qube, HostPath path) {
        Optional<FileImage> file = standIn.lab().read(Place.in(qube), path);
        if (file.isEmpty()) {
            String missing = standIn.missingFolders(qube.value(), path).reversed().stream()
                    .map(folder -> folder + "\n")
                    .collect(Collectors.joining());
            return new Played(ABSENT, missing.getBytes(StandardCharsets.UTF_8), new byte[0]);
        }
        FileImage image = file.get();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes((Integer.toOctalString(image.mode()) + " " + image.owner() + " " + image.group() + "\n")
                .getBytes(StandardCharsets.UTF_8));
        out.writeBytes(image.content());
        return new Played(0, out.toByteArray(), new byte[0]);
    }

    private Played names(QubeName qube, HostPath folder) {
        return Played.ok(standIn.lab().list(Place.in(qube), folder).stream()
                .map(name -> name + "\0")
                .collect(Collectors.joining()));
    }

    private Played write(QubeName qube, List<String> arguments, byte[] input) {
        String[] owner = arguments.get(2).split(":", 2);
        if (!Sha256.of(input).hex().equals(arguments.get(4))) {
            return Played.failed(NOT_WHOLE, "");
        }
        standIn.lab()
                .write(
                        Place.in(qube),
                        HostPath.of(arguments.get(0)),
                        new FileImage(input, Integer.parseInt(arguments.get(3), 8), owner[0], owner[1]),
                        expected(arguments.get(1)));
        return Played.ok("");
    }

    private Played remove(QubeName qube, List<String> arguments) {
        standIn.lab().delete(Place.in(qube), HostPath.of(arguments.get(0)), expected(arguments.get(1)));
        return Played.ok(arguments.subList(2, arguments.size()).stream()
                .filter(folder -> !standIn.isListed(qube.value(), HostPath.of(folder)))
                .map(folder -> folder + "\n")
                .collect(Collectors.joining()));
    }

    private static Expected expected(String text) {
        return switch (text) {
            case "new" -> Expected.NEW;
            case "any" -> Expected.ANY;
            default -> Expected.content(Sha256.ofHex(text.substring("sha256:".length())));
        };
    }
}
