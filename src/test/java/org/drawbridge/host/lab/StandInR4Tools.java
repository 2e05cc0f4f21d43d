package org.drawbridge.host.lab;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.drawbridge.host.HostException;
import org.drawbridge.host.PropertyValue;
import org.drawbridge.host.QubeReport;
import org.drawbridge.host.tool.StandInTools.Played;
import org.drawbridge.name.QubeName;

/** The tools of R4's dom0 that read and change qubes, over a lab; called in another way than ours they fail the test. */
final class StandInR4Tools {

    private final Lab lab;

    StandInR4Tools(Lab lab) {
        this.lab = lab;
    }

    Played answer(List<String> words) {
        try {
            return switch (words.getFirst()) {
                case "qvm-ls" -> ls(words);
                case "qvm-prefs" -> prefs(words);
                case "qvm-features" -> features(words);
                case "qvm-start", "qvm-shutdown" -> power(words);
                default -> throw new AssertionError("Nobody runs that: " + words);
            };
        } catch (HostException refused) {
            return Played.failed(1, words.getFirst() + ": error: " + refused.getMessage());
        }
    }

    private Played ls(List<String> words) {
        require(words, List.of("qvm-ls", "--raw-data", "--fields", "NAME,STATE"));
        return Played.ok(lab.qubes().stream()
                .map(qube -> qube.name() + "|" + qube.state() + "\n")
                .collect(Collectors.joining()));
    }

    private Played prefs(List<String> words) {
        QubeReport qube = qube(words, "--default");
        int at = words.indexOf("--") + 2;
        if (words.size() == at) {
            return Played.ok(list(qube));
        }
        if (words.contains("--default")) {
            lab.resetProperty(qube.name(), words.get(at));
        } else {
            lab.setProperty(qube.name(), words.get(at), words.get(at + 1));
        }
        return Played.ok("");
    }

    private static String list(QubeReport qube) {
        int width = qube.properties().keySet().stream()
                .mapToInt(String::length)
                .max()
                .orElse(0);
        StringBuilder lines = new StringBuilder();
        qube.properties()
                .forEach((name, value) -> lines.append(String.format("%-" + width + "s", name))
                        .append(value.isDefault() ? "  D  " : "  -  ")
                        .append(shown(name, value))
                        .append('\n'));
        return lines.toString();
    }

    private static String shown(String name, PropertyValue value) {
        return name.equals("netvm") && value.value().isEmpty() ? "None" : value.value();
    }

    private Played features(List<String> words) {
        QubeReport qube = qube(words, "--unset");
        int at = words.indexOf("--") + 2;
        String feature = words.get(at);
        if (words.contains("--unset")) {
            lab.removeFeature(qube.name(), feature);
            return Played.ok("");
        }
        if (words.size() == at + 1) {
            Optional<String> value = qube.feature(feature);
            return value.map(text -> Played.ok(text + "\n")).orElseGet(() -> new Played(1, new byte[0], new byte[0]));
        }
        lab.setFeature(qube.name(), feature, words.get(at + 1));
        return Played.ok("");
    }

    private Played power(List<String> words) {
        QubeName qube = QubeName.of(words.getLast());
        if (words.getFirst().equals("qvm-start")) {
            require(words, List.of("qvm-start", "--skip-if-running", qube.value()));
            lab.start(qube);
        } else {
            require(words, List.of("qvm-shutdown", "--wait", "--timeout", "150", qube.value()));
            lab.shutdown(qube);
        }
        return Played.ok("");
    }

    /** The words after the options begin with the qube's name. */
    private QubeReport qube(List<String> words, String option) {
        int at = words.indexOf("--");
        if (at < 1 || at > 2 || (at == 2 && !words.get(1).equals(option))) {
            throw new AssertionError("Not called as the tool is called: " + words);
        }
        QubeName name = QubeName.of(words.get(at + 1));
        return lab.qube(name).orElseThrow(() -> new HostException.NoSuchQube(name));
    }

    private static void require(List<String> words, List<String> wanted) {
        if (!words.equals(wanted)) {
            throw new AssertionError("Not called as the tool is called: " + words);
        }
    }
}
