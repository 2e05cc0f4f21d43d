package org.drawbridge.host.lab;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.drawbridge.host.CommandResult;
import org.drawbridge.host.Expected;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Link;
import org.drawbridge.host.Place;
import org.drawbridge.host.PowerState;
import org.drawbridge.host.Release;
import org.drawbridge.host.tool.StandInTools.Played;
import org.drawbridge.name.QubeName;
import org.drawbridge.name.Sha256;

/** {@code qvm-run} over a lab: it runs nothing, but knows what it is given and lets the lab do what that would do. */
final class StandInQvmRun {

    private static final List<String> BEFORE =
            List.of("exec", "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C", "timeout", "-k", "2");

    private final StandIn standIn;
    private final Lab lab;
    private final StandInCommands commands;

    StandInQvmRun(StandIn standIn) {
        this.standIn = standIn;
        this.lab = standIn.lab();
        this.commands = new StandInCommands(lab);
    }

    Played run(List<String> argv, byte[] input) {
        boolean old = lab.release() == Release.R2B2;
        List<String> options = old
                ? List.of("-u", "root", "--pass-io", "--nogui")
                : List.of("-n", "-p", "-u", "root", "--no-gui", "--no-filter-escape-chars");
        if (argv.size() != options.size() + 3
                || !argv.subList(1, options.size() + 1).equals(options)) {
            throw new AssertionError("Not called as the tool is called: " + argv);
        }
        QubeName qube = QubeName.of(argv.get(options.size() + 1));
        if (lab.qube(qube).filter(found -> found.power() == PowerState.RUNNING).isEmpty()) {
            return old
                    ? new Played(0, new byte[0], bytes("ERROR(" + qube + "): VM not running\n"))
                    : Played.failed(1, "qvm-run: error: domain '" + qube + "' is not running");
        }
        List<String> words = words(argv.getLast());
        if (!words.subList(0, BEFORE.size()).equals(BEFORE)
                || !words.get(BEFORE.size()).matches("[1-9][0-9]*")) {
            throw new AssertionError("Not run with a clean environment and a limit: " + words);
        }
        return inQube(qube, words.subList(BEFORE.size() + 1, words.size()), input);
    }

    private Played inQube(QubeName qube, List<String> argv, byte[] input) {
        if (argv.getFirst().equals("sh")) {
            return program(qube, argv, input);
        }
        CommandResult result = commands.run(Place.in(qube), argv, new String(input, StandardCharsets.UTF_8));
        return new Played(result.exit(), lines(result.output()), lines(result.errors()));
    }

    private Played program(QubeName qube, List<String> argv, byte[] input) {
        String head = argv.get(2).lines().findFirst().orElseThrow();
        List<String> arguments = argv.subList(4, argv.size());
        try {
            return switch (head) {
                case "# Prints a file of this qube: one line on it, and then its bytes." -> read(qube, arguments);
                case "# Prints the names of the files in a folder of this qube, each with a NUL after it." ->
                    Played.ok(lab.list(Place.in(qube), HostPath.of(arguments.getFirst())).stream()
                            .map(name -> name + "\0")
                            .collect(Collectors.joining()));
                case "# Replaces a file of this qube as a whole and in one moment." -> write(qube, arguments, input);
                case "# Removes a file of this qube, and then those of the named folders that are empty." ->
                    delete(qube, arguments);
                case "# Prints the interfaces of this qube, a line each with tabs between: name, address, flags,"
                        + " carrier, kind, master, wireless;" -> links(qube);
                default -> new StandInAgentPrograms(standIn).run(head, qube, arguments, input);
            };
        } catch (HostException.PreconditionFailed failed) {
            return Played.ok("drawbridge unexpected\n");
        }
    }

    private Played read(QubeName qube, List<String> arguments) {
        Optional<FileImage> file = lab.read(Place.in(qube), HostPath.of(arguments.getFirst()));
        if (file.isEmpty()) {
            return Played.ok("drawbridge absent\n");
        }
        FileImage image = file.get();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(bytes("drawbridge file " + Integer.toOctalString(image.mode()) + " " + image.owner() + " "
                + image.group() + " 0 0 " + image.content().length + " "
                + image.sha256().hex() + "\n"));
        out.writeBytes(image.content());
        return new Played(0, out.toByteArray(), new byte[0]);
    }

    private Played write(QubeName qube, List<String> arguments, byte[] input) {
        HostPath path = HostPath.of(arguments.get(0));
        String[] owner = arguments.get(2).split(":", 2);
        if (!Sha256.of(input).hex().equals(arguments.get(3))) {
            return Played.ok("drawbridge refused the bytes did not arrive as they were sent\n");
        }
        StringBuilder said = new StringBuilder();
        standIn.missingFolders(qube.value(), path)
                .forEach(
                        folder -> said.append("drawbridge made ").append(folder).append('\n'));
        lab.write(
                Place.in(qube),
                path,
                new FileImage(input, Integer.parseInt(arguments.get(1), 8), owner[0], owner[1]),
                expected(arguments.get(4)));
        return Played.ok(said + "drawbridge done\n");
    }

    private Played delete(QubeName qube, List<String> arguments) {
        lab.delete(Place.in(qube), HostPath.of(arguments.get(0)), expected(arguments.get(1)));
        StringBuilder said = new StringBuilder();
        arguments.subList(2, arguments.size()).stream()
                .filter(folder -> !standIn.isListed(qube.value(), HostPath.of(folder)))
                .forEach(
                        folder -> said.append("drawbridge gone ").append(folder).append('\n'));
        return Played.ok(said + "drawbridge done\n");
    }

    private Played links(QubeName qube) {
        StringBuilder said = new StringBuilder();
        List<Link> links = lab.links(qube);
        for (Link link : links) {
            said.append(String.join(
                            "\t",
                            "link",
                            link.name().value(),
                            Objects.toString(link.mac(), "-"),
                            link.up() ? "0x1003" : "0x1002",
                            link.carrier() ? "1" : "0",
                            link.kind().isEmpty() ? "-" : link.kind(),
                            Objects.toString(link.master(), "-"),
                            link.wireless() ? "wireless" : "-"))
                    .append('\n');
        }
        int number = 1;
        for (Link link : links) {
            for (var address : link.addresses()) {
                said.append(number++ + ": " + link.name() + "    inet " + address + " brd 192.168.1.255 scope global "
                        + link.name() + "\\       valid_lft forever preferred_lft forever\n");
            }
        }
        return Played.ok(said.toString());
    }

    private static Expected expected(String word) {
        return switch (word) {
            case "new" -> Expected.NEW;
            case "any" -> Expected.ANY;
            default -> Expected.content(Sha256.ofHex(word));
        };
    }

    /** Takes apart what a shell would: words, each in single quotes. */
    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        for (int at = 0; at < line.length(); at++) {
            char each = line.charAt(at);
            if (each == '\'') {
                quoted = !quoted;
            } else if (!quoted && each == '\\') {
                word.append(line.charAt(++at));
            } else if (!quoted && each == ' ') {
                words.add(word.toString());
                word.setLength(0);
            } else if (!quoted && !Character.isLetterOrDigit(each)) {
                throw new AssertionError("The shell would do something with " + each);
            } else {
                word.append(each);
            }
        }
        words.add(word.toString());
        return words;
    }

    private static byte[] lines(List<String> lines) {
        return bytes(lines.stream().map(line -> line + "\n").collect(Collectors.joining()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
