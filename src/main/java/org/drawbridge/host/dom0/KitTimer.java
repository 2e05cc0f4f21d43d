package org.drawbridge.host.dom0;

import java.nio.file.Path;
import java.util.List;
import org.drawbridge.host.CommandResult;
import org.drawbridge.host.ForeignText;
import org.drawbridge.host.HostException;
import org.drawbridge.host.OutputListener;
import org.drawbridge.host.kit.KitUnits;
import org.drawbridge.host.tool.ToolResult;
import org.drawbridge.host.tool.ToolRunner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Links the two units of the kits into dom0's systemd for as long as a kit is armed, so that nothing else of dom0 changes. */
final class KitTimer implements KitUnits {

    private static final Logger log = LoggerFactory.getLogger(KitTimer.class);

    private static final String TIMER = "drawbridge-kit.timer";

    private static final String SERVICE = "drawbridge-kit.service";

    private final Path folder;

    private final ToolRunner runner;

    /**
     * A timer.
     *
     * @param folder where the units lie
     */
    KitTimer(Path folder, ToolRunner runner) {
        this.folder = folder;
        this.runner = runner;
    }

    /** Also on a timer that runs: the one of systemd 195 ends where nothing was armed at its last tick. */
    @Override
    public void on() {
        run("enable", folder.resolve(TIMER).toString(), folder.resolve(SERVICE).toString());
        run("restart", TIMER);
    }

    /** A timer that goes on ticking finds nothing to do, so nothing is refused for it. */
    @Override
    public void off() {
        try {
            run("disable", TIMER, SERVICE);
            run("stop", TIMER);
        } catch (HostException exception) {
            log.warn("The timer of the rescue kits was not taken away: {}", exception.getMessage());
        }
    }

    private void run(String... words) {
        ToolResult result = runner.run(new HostTool.Systemctl(List.of(words)), OutputListener.SILENT);
        if (result.exit() != 0) {
            CommandResult lines = result.asLines();
            throw new HostException.CommandFailed(
                    "The host's own timer cannot be set: “systemctl " + String.join(" ", words) + "” ended with "
                            + result.exit() + ": " + ForeignText.oneLine(result.errorText()) + ".",
                    lines);
        }
    }
}
