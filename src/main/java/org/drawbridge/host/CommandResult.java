package org.drawbridge.host;

import java.util.List;

/**
 * What a command said; output from a qube is untrusted and only bounded and decoded here.
 *
 * @param exit the exit code
 * @param output the lines of standard output
 * @param errors the lines of standard error
 * @param truncated whether more was said than is kept
 */
public record CommandResult(int exit, List<String> output, List<String> errors, boolean truncated) {

    public CommandResult {
        output = List.copyOf(output);
        errors = List.copyOf(errors);
    }

    public static CommandResult success(String... lines) {
        return new CommandResult(0, List.of(lines), List.of(), false);
    }

    public String outputText() {
        return String.join("\n", output);
    }
}
