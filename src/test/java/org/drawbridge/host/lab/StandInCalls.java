package org.drawbridge.host.lab;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.drawbridge.host.CommandResult;
import org.drawbridge.host.HostException;
import org.drawbridge.host.Place;
import org.drawbridge.host.PropertyValue;
import org.drawbridge.host.QubeReport;
import org.drawbridge.host.tool.StandInTools;
import org.drawbridge.host.tool.StandInTools.Played;
import org.drawbridge.name.QubeName;

/** The tools of dom0 over a lab: those of R2B2, which have no Admin API behind them, print and fail as that release's do. */
public final class StandInCalls implements StandInTools.Calls {

    public static final List<String> PROGRAMS = Stream.concat(
                    Stream.of(
                            "qvm-run",
                            "qvm-ls",
                            "qvm-prefs",
                            "qvm-service",
                            "qvm-start",
                            "qvm-shutdown",
                            "systemctl",
                            "pkill"),
                    StandInPackages.PROGRAMS.stream())
            .toList();

    private final Set<String> units = ConcurrentHashMap.newKeySet();
    private final StandIn standIn;
    private final Lab lab;

    public StandInCalls(StandIn standIn) {
        this.standIn = standIn;
        this.lab = standIn.lab();
    }

    @Override
    public Played answer(List<String> argv, byte[] input) {
        standIn.lookAtFiles();
        List<String> words =
                argv.stream().filter(word -> !word.equals("--force-root")).toList();
        return switch (words.getFirst()) {
            case "qvm-run" -> new StandInQvmRun(standIn).run(words, input);
            case "qvm-ls" -> Played.ok(new StandInQvmLs().table(lab.qubes()));
            case "qvm-prefs" -> prefs(words);
            case "qvm-service" -> service(words);
            case "qvm-start", "qvm-shutdown" -> power(words);
            case "systemctl" -> words.getLast().contains("drawbridge-kit") ? units(words) : command(words);
            default -> command(words);
        };
    }

    /** The units that are linked into systemd now. */
    public Set<String> units() {
        return units;
    }

    private synchronized Played units(List<String> words) {
        for (String word : words.subList(2, words.size())) {
            Path unit = Path.of(word);
            switch (words.get(1)) {
                case "enable" -> {
                    if (!unit.isAbsolute() || !Files.isRegularFile(unit)) {
                        return Played.failed(1, "Failed to enable unit: Unit file " + word + " does not exist.");
                    }
                    units.add(unit.getFileName().toString());
                }
                case "disable" -> units.remove(word);
                case "restart", "stop" -> {
                    if (!units.contains(word) && words.get(1).equals("restart")) {
                        return Played.failed(5, "Failed to restart " + word + ": Unit " + word + " not found.");
                    }
                }
                default -> throw new AssertionError("Nobody runs that: " + words);
            }
        }
        return Played.ok("");
    }

    private Played command(List<String> argv) {
        CommandResult result = new StandInCommands(lab).run(Place.DOM0, argv, "");
        return new Played(
                result.exit(),
                (result.outputText() + "\n").getBytes(StandardCharsets.UTF_8),
                String.join("\n", result.errors()).getBytes(StandardCharsets.UTF_8));
    }

    private Played prefs(List<String> words) {
        Optional<QubeReport> qube = lab.qube(QubeName.of(words.get(2)));
        if (qube.isEmpty()) {
            return noSuch(words.get(2));
        }
        if (words.get(1).equals("-l")) {
            return Played.ok(list(qube.get()));
        }
        try {
            set(qube.get(), words.get(3), words.get(4));
            return Played.ok("");
        } catch (HostException.Declined declined) {
            return refusal(words, declined);
        }
    }

    /** The tool ends with 0 but for a net qube that is none, and tells the rest in words. */
    private static Played refusal(List<String> words, HostException.Declined declined) {
        String message = Objects.requireNonNull(declined.getMessage());
        if (words.get(3).equals("netvm") && message.contains("does not provide network")) {
            return Played.failed(1, "VM '" + words.get(4) + "' is not a NetVM");
        }
        String said = message.startsWith("Invalid property")
                ? "ERROR: Wrong property name: '" + words.get(3) + "'"
                : "ERROR: " + message;
        return new Played(0, new byte[0], (said + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void set(QubeReport qube, String property, String value) {
        boolean back =
                value.equals("default") || value.equals("auto") || (property.equals("bridge") && value.equals("none"));
        if (back) {
            lab.resetProperty(qube.name(), property);
        } else {
            lab.setProperty(qube.name(), property, value.equals("none") ? "" : value);
        }
    }

    private static String list(QubeReport qube) {
        StringBuilder lines = new StringBuilder();
        line(lines, "name", qube.name().value());
        line(lines, "label", qube.label());
        line(lines, "type", qube.qubeClass().equals("StandaloneVM") ? "AppVM" : qube.qubeClass());
        if (qube.template() != null) {
            line(lines, "template", qube.template().value());
        }
        if (qube.netvm() != null) {
            line(lines, "netvm", qube.netvm().value());
        }
        line(lines, "updateable?", value(qube, "updateable"));
        line(lines, "installed by RPM?", value(qube, "installed_by_rpm"));
        line(lines, "dir", "/var/lib/qubes/appvms/" + qube.name());
        line(lines, "pcidevs", value(qube, "pcidevs"));
        line(lines, "vcpus", value(qube, "vcpus"));
        line(lines, "memory", value(qube, "memory"));
        line(lines, "maxmem", value(qube, "maxmem"));
        line(lines, "MAC", qube.mac() + (isDefault(qube, "mac") ? " (auto)" : ""));
        line(lines, "kernel", value(qube, "kernel") + (isDefault(qube, "kernel") ? " (default)" : ""));
        line(lines, "debug", value(qube, "debug").equals("True") ? "on" : "off");
        line(lines, "default user", value(qube, "default_user"));
        if (!value(qube, "bridge").isEmpty()) {
            line(lines, "bridge", value(qube, "bridge"));
        }
        return lines.toString();
    }

    private static void line(StringBuilder lines, String name, String value) {
        lines.append(String.format("%-18s: %s%n", name, value));
    }

    private static String value(QubeReport qube, String property) {
        return qube.property(property).map(PropertyValue::value).orElse("");
    }

    private static boolean isDefault(QubeReport qube, String property) {
        return qube.property(property).filter(PropertyValue::isDefault).isPresent();
    }

    private Played service(List<String> words) {
        QubeName qube = QubeName.of(words.get(1));
        if (lab.qube(qube).isEmpty()) {
            return noSuch(words.get(1));
        }
        if (words.size() == 2) {
            String known = lab.service(qube, "network-manager")
                    .map(on -> "network-manager: " + (on ? "Enabled" : "Disabled") + "\n")
                    .orElse("");
            return Played.ok("meminfo-writer : Enabled\n" + known);
        }
        lab.setService(
                qube,
                words.get(3),
                words.get(2).equals("-D")
                        ? Optional.empty()
                        : Optional.of(words.get(2).equals("-e")));
        return Played.ok("");
    }

    private Played power(List<String> words) {
        QubeName qube = QubeName.of(words.getLast());
        if (lab.qube(qube).isEmpty()) {
            return noSuch(words.getLast());
        }
        try {
            if (words.getFirst().equals("qvm-start")) {
                lab.start(qube);
            } else if (words.contains("--wait")) {
                lab.shutdown(qube);
            }
            return Played.ok("");
        } catch (HostException.Declined declined) {
            return Played.failed(1, "ERROR: " + declined.getMessage());
        }
    }

    private static Played noSuch(String qube) {
        return Played.failed(1, "A VM with the name '" + qube + "' does not exist in the system.");
    }
}
