package org.drawbridge.host.tool;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.drawbridge.host.CommandResult;

/**
 * What a program left behind.
 *
 * @param exit its exit code
 * @param output the bytes of its standard output, as many as are kept
 * @param errors the bytes of its standard error, as many as are kept
 * @param truncated whether there was more of either
 */
// Made once by the runner and handed on; copying megabytes at every look would gain nothing.
@SuppressWarnings("ArrayRecordComponent")
public record ToolResult(int exit, byte[] output, byte[] errors, boolean truncated) {

    /** The result as lines of text; bytes that are not UTF-8 become replacement characters. */
    public CommandResult asLines() {
        return new CommandResult(exit, lines(output), lines(errors), truncated);
    }

    /** What the program said on standard error, as one text. */
    public String errorText() {
        return new String(errors, StandardCharsets.UTF_8).strip();
    }

    private static List<String> lines(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }
}
