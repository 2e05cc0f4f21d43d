package org.drawbridge.host.lab;

/** iptables-restore does not take a line; it carries the exit code and the words of the real one. */
final class IptablesRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exit;
    private final transient String[] lines;

    private IptablesRefusal(int exit, String... lines) {
        super(String.join(" ", lines));
        this.exit = exit;
        this.lines = lines;
    }

    static IptablesRefusal atLine(int line) {
        return new IptablesRefusal(1, "iptables-restore: line " + line + " failed");
    }

    static IptablesRefusal badRule(int line) {
        return new IptablesRefusal(
                1,
                "iptables-restore: Bad rule (does a matching rule exist in that chain?).",
                "Error occurred at line: " + line);
    }

    static IptablesRefusal usage(String version, int line, String message) {
        return new IptablesRefusal(
                2,
                "iptables-restore " + version + ": " + message,
                "Error occurred at line: " + line,
                "Try `iptables-restore -h' or 'iptables-restore --help' for more information.");
    }

    int exit() {
        return exit;
    }

    String[] lines() {
        return lines.clone();
    }
}
