package org.drawbridge.host.kit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.drawbridge.host.HostException;
import org.drawbridge.host.RescueDesk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one lock of all ways back on a host. Scripts take it with {@code flock}, which Java cannot; so a small process takes it,
 * which lets go of it when this one closes its input or dies.
 */
final class KitLock {

    private static final Logger log = LoggerFactory.getLogger(KitLock.class);

    /** As long as a kit may take to go back. */
    private static final String PATIENCE = "600";

    private final Path file;

    KitLock(Path file) {
        this.file = file;
    }

    /** Waits until nobody else has it. */
    RescueDesk.Hold take() {
        Process process;
        try {
            process = new ProcessBuilder(
                            "flock", "-w", PATIENCE, file.toString(), "sh", "-c", "echo; exec cat >/dev/null")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException exception) {
            // Without flock no script can go back here either.
            log.debug("There is no flock on this machine.", exception);
            return RescueDesk.Hold.NONE;
        }
        if (!isHeld(process)) {
            end(process);
            throw new HostException.TimedOut("The way back of this host has been under way for longer than " + PATIENCE
                    + " s. Look at what runs in dom0, and try again.");
        }
        return () -> end(process);
    }

    private static boolean isHeld(Process process) {
        try {
            InputStream said = process.getInputStream();
            return said.read() == '\n';
        } catch (IOException exception) {
            return false;
        }
    }

    private static void end(Process process) {
        try {
            process.getOutputStream().close();
            process.getInputStream().close();
        } catch (IOException exception) {
            // It is gone already.
        }
        boolean interrupted = Thread.interrupted();
        try {
            process.waitFor();
        } catch (InterruptedException exception) {
            process.destroyForcibly();
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
