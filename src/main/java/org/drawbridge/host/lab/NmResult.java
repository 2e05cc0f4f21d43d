package org.drawbridge.host.lab;

import java.util.List;
import org.drawbridge.host.CommandResult;

/** Answers of nmcli, in its words. */
final class NmResult {

    private NmResult() {}

    static CommandResult activated() {
        return CommandResult.success(
                "Connection successfully activated (D-Bus active path: /org/freedesktop/NetworkManager/ActiveConnection/1)");
    }

    static CommandResult failed(int exit, String message) {
        return new CommandResult(exit, List.of(), List.of("Error: " + message), false);
    }

    static CommandResult unknown(String id) {
        return failed(10, "unknown connection '" + id + "'.");
    }

    static CommandResult notRunning() {
        return failed(8, "NetworkManager is not running.");
    }
}
