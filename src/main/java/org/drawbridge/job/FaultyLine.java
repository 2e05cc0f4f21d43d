package org.drawbridge.job;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drawbridge.host.ForeignText;
import org.drawbridge.host.HostCommand;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Place;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.Step;

/** Tells which line of a file of ours a tool does not take, with the tool's own word for it. */
final class FaultyLine {

    /** nft's {@code FILE:4:23-26: Error: syntax error, …}, and the line number in what iptables-restore says. */
    private static final Pattern NFT = Pattern.compile(":([0-9]{1,6}):[0-9-]+: Error: (.*)");

    private static final Pattern IPTABLES = Pattern.compile("[Ll]ine:? ([0-9]{1,6})");

    private FaultyLine() {}

    /** The sentence for a command that tests a file of ours and failed; for all else what the exception says. */
    static String reason(Plan plan, Step step, RuntimeException exception) {
        if (step instanceof Step.Action action
                && exception instanceof HostException.CommandFailed failed
                && failed.result() != null) {
            List<String> said = failed.result().errors();
            return switch (action.command()) {
                case HostCommand.NftCheck check -> nft(plan, check, said).orElseGet(() -> Reason.of(exception));
                case HostCommand.IptablesTest test -> iptables(plan, test, said).orElseGet(() -> Reason.of(exception));
                case HostCommand.NmCheck check -> keyfile(check, said);
                default -> Reason.of(exception);
            };
        }
        return Reason.of(exception);
    }

    /** The sentence for a value that nmcli left out of a keyfile. */
    static String leftOut(HostCommand.NmCheck check, String text) {
        List<String> lines = check.keyfile().lines().toList();
        int number = 1;
        while (number <= lines.size() && !lines.get(number - 1).contains(text)) {
            number++;
        }
        return number > lines.size()
                ? "NetworkManager in " + check.place().label() + " does not take “" + text + "” of the keyfile "
                        + check.id() + rest(check.place())
                : sentence("NetworkManager", check.place(), "the keyfile " + check.id(), number, lines)
                        + ": it leaves that out without a word" + rest(check.place());
    }

    private static Optional<String> nft(Plan plan, HostCommand.NftCheck check, List<String> said) {
        for (String each : said) {
            Matcher error = NFT.matcher(each);
            if (error.find()) {
                return Optional.of(sentence(
                                "nft",
                                check.place(),
                                check.file().value(),
                                Integer.parseInt(error.group(1)),
                                lines(plan, check.place(), check.file()))
                        + ": " + ForeignText.oneLine(error.group(2)) + rest(check.place()));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> iptables(Plan plan, HostCommand.IptablesTest test, List<String> said) {
        OptionalInt number = said.stream()
                .map(IPTABLES::matcher)
                .filter(Matcher::find)
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .findFirst();
        if (number.isEmpty()) {
            return Optional.empty();
        }
        String word = said.stream()
                .filter(line -> !line.isBlank() && !line.startsWith("Error occurred") && !line.startsWith("Try "))
                .findFirst()
                .orElse("it does not say why");
        return Optional.of(sentence(
                        "iptables-restore",
                        test.place(),
                        test.file().value(),
                        number.getAsInt(),
                        lines(plan, test.place(), test.file()))
                + ": " + ForeignText.oneLine(word) + rest(test.place()));
    }

    private static String keyfile(HostCommand.NmCheck check, List<String> said) {
        String word = ForeignText.oneLine(String.join(" ", said));
        List<String> lines = check.keyfile().lines().toList();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1);
            int equals = line.indexOf('=');
            if (equals > 0 && word.contains("." + line.substring(0, equals) + ":")) {
                return sentence("NetworkManager", check.place(), "the keyfile " + check.id(), number, lines) + ": "
                        + word + rest(check.place());
            }
        }
        return "NetworkManager in " + check.place().label() + " does not take the keyfile " + check.id() + ": " + word
                + rest(check.place());
    }

    private static String sentence(String tool, Place place, String file, int number, List<String> lines) {
        String text = number <= lines.size() ? ", “" + lines.get(number - 1).strip() + "”" : "";
        return tool + " in " + place.label() + " does not take line " + number + " of " + file + text;
    }

    private static String rest(Place place) {
        return ". It was tried only, and is not in force. Look whether the tool in " + place.label()
                + " is the one of its release, and plan again.";
    }

    /** The text of a file as the plan last writes it. */
    private static List<String> lines(Plan plan, Place place, HostPath path) {
        return plan.changes().stream()
                .filter(change -> change.artifact().equals(new Artifact.File(place, path)))
                .map(Step.Change::after)
                .filter(Content.FileContent.class::isInstance)
                .map(content ->
                        new String(((Content.FileContent) content).image().content(), StandardCharsets.UTF_8))
                .reduce((first, second) -> second)
                .map(text -> text.lines().toList())
                .orElseGet(List::of);
    }
}
