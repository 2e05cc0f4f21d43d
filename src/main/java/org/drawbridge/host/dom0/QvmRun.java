package org.drawbridge.host.dom0;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.drawbridge.host.tool.Tool;
import org.drawbridge.name.QubeName;

/**
 * Runs a program as root in a running qube, byte for byte, and never starts the qube for it.
 *
 * <p>The program gets a clean environment, and a limit of its own in the qube, where nobody else would end it.
 *
 * @param old whether the tool is R2B2's
 * @param argv the program in the qube and its arguments
 * @param within how long it may take in the qube
 * @param title what is run, for messages
 */
// Made and used once; nobody compares it.
@SuppressWarnings("ArrayRecordComponent")
record QvmRun(
        boolean old, QubeName qube, List<String> argv, byte[] input, Duration within, int outputLimit, String title)
        implements Tool {

    private static final Duration WAY = Duration.ofSeconds(5);

    @Override
    public String program() {
        return "qvm-run";
    }

    @Override
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>(
                old
                        ? List.of("-u", "root", "--pass-io", "--nogui")
                        : List.of("-n", "-p", "-u", "root", "--no-gui", "--no-filter-escape-chars"));
        arguments.add(qube.value());
        arguments.add(commandLine());
        return arguments;
    }

    @Override
    public Duration timeLimit() {
        return within.plus(WAY);
    }

    /** The shell at the other end gets words that are quoted one by one and nothing else. */
    private String commandLine() {
        List<String> words = new ArrayList<>(List.of(
                "env",
                "-i",
                "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
                "LC_ALL=C",
                "timeout",
                "-k",
                "2",
                Long.toString(Math.max(1, within.toSeconds()))));
        words.addAll(argv);
        return "exec " + words.stream().map(QvmRun::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
