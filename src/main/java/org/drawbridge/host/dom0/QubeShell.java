package org.drawbridge.host.dom0;

import java.time.Duration;
import java.util.List;
import org.drawbridge.host.Domains;
import org.drawbridge.host.ForeignText;
import org.drawbridge.host.HostException;
import org.drawbridge.host.OutputListener;
import org.drawbridge.host.PowerState;
import org.drawbridge.host.tool.ToolResult;
import org.drawbridge.host.tool.ToolRunner;
import org.drawbridge.name.QubeName;

/** Runs programs in running qubes, and tells “it could not be started” from “it ended with a code”. */
final class QubeShell {

    private static final int TIME_IS_UP = 124;
    private static final int ENDED_BY_FORCE = 137;
    private static final int CANNOT_BE_RUN = 126;
    private static final int NOT_FOUND = 127;

    private final ToolRunner runner;
    private final Domains domains;
    private final boolean old;

    QubeShell(ToolRunner runner, Domains domains, boolean old) {
        this.runner = runner;
        this.domains = domains;
        this.old = old;
    }

    /**
     * Runs a program in a qube to its end, whatever its exit code.
     *
     * @throws HostException.NotRunning when the qube does not run; it is not started then
     */
    ToolResult run(QubeName qube, Errand errand, OutputListener listener) {
        if (PowerState.ofWord(domains.state(qube)) != PowerState.RUNNING) {
            throw new HostException.NotRunning(qube);
        }
        QvmRun tool = new QvmRun(
                old,
                qube,
                errand.argv(),
                errand.input(),
                errand.limit(),
                errand.outputLimit(),
                errand.title() + " in " + qube);
        ToolResult result = runner.run(tool, listener);
        requireRun(qube, errand, result);
        return result;
    }

    private static void requireRun(QubeName qube, Errand errand, ToolResult result) {
        // R2B2's tool ends with 0 where the qube stopped meanwhile.
        if (result.errorText().startsWith("ERROR(" + qube + ")")) {
            throw new HostException.NotRunning(qube);
        }
        switch (result.exit()) {
            case TIME_IS_UP, ENDED_BY_FORCE ->
                throw new HostException.TimedOut("“" + errand.title() + "” in " + qube + " did not end within "
                        + errand.limit().toSeconds() + " s and was ended. Look at the qube before going on.");
            case CANNOT_BE_RUN, NOT_FOUND ->
                throw new HostException.CommandNotStarted("“" + errand.title() + "” cannot be run in " + qube + ": "
                        + ForeignText.oneLine(result.errorText()) + ". Install it in the qube's template.");
            default -> {}
        }
    }

    /**
     * What is to be run.
     *
     * @param title how people call it
     * @param limit how long it may take
     * @param outputLimit how many bytes of what it prints are kept
     */
    // Made and used once; nobody compares it.
    @SuppressWarnings("ArrayRecordComponent")
    record Errand(List<String> argv, byte[] input, Duration limit, int outputLimit, String title) {}
}
