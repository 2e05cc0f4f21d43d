package org.drawbridge.plan.script;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.drawbridge.host.HostCommand;

/** Writes a command as the lines that run it and end the function where it does not work. */
final class CommandText {

    private static final int CODES = 256;

    private CommandText() {}

    static List<String> lines(HostCommand command) {
        List<String> lines = new ArrayList<>();
        lines.add("input=" + ShellText.word(command.input()));
        List<String> words = new ArrayList<>(List.of(
                command.place().label(),
                Long.toString(Math.max(1, command.timeLimit().toSeconds())),
                codes(command)));
        words.addAll(command.argv());
        lines.add("run " + ShellText.words(words) + " || return 1");
        if (command instanceof HostCommand.NftRemove remove) {
            lines.add("remove_rules "
                    + ShellText.words(List.of(remove.place().label(), remove.chain(), remove.comment()))
                    + " || return 1");
        }
        return lines;
    }

    private static String codes(HostCommand command) {
        return IntStream.range(0, CODES)
                .filter(command::accepts)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" "));
    }
}
