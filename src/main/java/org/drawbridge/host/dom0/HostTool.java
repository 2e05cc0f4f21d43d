package org.drawbridge.host.dom0;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.drawbridge.host.HostCommand;
import org.drawbridge.host.tool.Tool;
import org.drawbridge.name.QubeName;

/** The programs of dom0 that are run here: a closed set. {@link QvmRun} is another one, for what runs in qubes. */
sealed interface HostTool extends Tool {

    /** R2B2's table of all qubes with addresses and numbers. */
    record ListQubes() implements HostTool {
        @Override
        public String program() {
            return "qvm-ls";
        }

        @Override
        public List<String> arguments() {
            return List.of("-n", "-i");
        }

        @Override
        public Duration timeLimit() {
            return Duration.ofSeconds(60);
        }
    }

    /**
     * R2B2's list of a qube's settings.
     *
     * @param root whether root calls, which the tool wants to be told
     */
    record ListPrefs(QubeName qube, boolean root) implements HostTool {
        @Override
        public String program() {
            return "qvm-prefs";
        }

        @Override
        public List<String> arguments() {
            return withRoot(root, "-l", qube.value());
        }
    }

    /** R2B2's way to change one setting of a qube. */
    record SetPref(QubeName qube, String name, String value, boolean root) implements HostTool {
        @Override
        public String program() {
            return "qvm-prefs";
        }

        @Override
        public List<String> arguments() {
            return withRoot(root, "-s", qube.value(), name, value);
        }
    }

    /** R2B2's list of a qube's services. */
    record ListServices(QubeName qube) implements HostTool {
        @Override
        public String program() {
            return "qvm-service";
        }

        @Override
        public List<String> arguments() {
            return List.of(qube.value());
        }
    }

    /** What a service of R2B2 can be made. */
    enum ServiceState {
        ENABLED("-e"),
        DISABLED("-d"),
        UNSAID("-D");

        private final String option;

        ServiceState(String option) {
            this.option = option;
        }
    }

    /** R2B2's way to switch a service of a qube. */
    record SetService(QubeName qube, String service, ServiceState state) implements HostTool {
        @Override
        public String program() {
            return "qvm-service";
        }

        @Override
        public List<String> arguments() {
            return List.of(qube.value(), state.option, service);
        }
    }

    /** Starts a qube and waits until it answers. */
    record StartQube(QubeName qube) implements HostTool {
        @Override
        public String program() {
            return "qvm-start";
        }

        @Override
        public List<String> arguments() {
            return List.of("-q", qube.value());
        }

        @Override
        public Duration timeLimit() {
            return Duration.ofMinutes(5);
        }
    }

    /** Shuts a qube down and waits until it is halted. */
    record ShutdownQube(QubeName qube) implements HostTool {
        @Override
        public String program() {
            return "qvm-shutdown";
        }

        @Override
        public List<String> arguments() {
            return List.of("-q", "--wait", qube.value());
        }

        @Override
        public Duration timeLimit() {
            return Duration.ofMinutes(3);
        }
    }

    /**
     * Links, starts and stops the units of the rescue kits.
     *
     * @param arguments what systemctl is told
     */
    record Systemctl(List<String> arguments) implements HostTool {

        public Systemctl {
            arguments = List.copyOf(arguments);
        }

        @Override
        public String program() {
            return "systemctl";
        }

        @Override
        public Duration timeLimit() {
            return Duration.ofSeconds(60);
        }

        @Override
        public String title() {
            return "systemctl " + arguments.getFirst();
        }
    }

    /** A command of the closed set whose place is dom0. */
    record OfDom0(HostCommand command) implements HostTool {
        @Override
        public String program() {
            return command.argv().getFirst();
        }

        @Override
        public List<String> arguments() {
            return command.argv().subList(1, command.argv().size());
        }

        @Override
        public byte[] input() {
            return command.input().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Duration timeLimit() {
            return command.timeLimit();
        }

        @Override
        public String title() {
            return String.join(" ", command.argv());
        }
    }

    private static List<String> withRoot(boolean root, String... arguments) {
        List<String> all = new ArrayList<>(root ? List.of("--force-root") : List.of());
        Stream.of(arguments).forEach(all::add);
        return all;
    }
}
