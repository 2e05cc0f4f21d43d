package org.drawbridge.cli;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The jar's command line: sub-commands that need no console, and {@code serve}, which starts it. */
@Command(
        name = "drawbridge",
        mixinStandardHelpOptions = true,
        versionProvider = DrawbridgeCommand.Version.class,
        description = "Raises and lowers network bridges on a Qubes OS host, and always leaves a way back.",
        subcommands = {DrawbridgeCommand.Serve.class, AuditCommand.class, ExposureCommand.class})
public final class DrawbridgeCommand {

    private static final String SERVE = "serve";
    private static final Set<String> HELP = Set.of("--help", "-h", "--version", "-V");

    /** Starts the console. */
    @Command(
            name = SERVE,
            description = "Starts the console. This is what happens without a sub-command; settings are given as"
                    + " --name=value.")
    static final class Serve {}

    /** The version that the jar was built as. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            @Nullable String version = DrawbridgeCommand.class.getPackage().getImplementationVersion();
            return new String[] {"Drawbridge " + (version == null ? "from its sources" : version)};
        }
    }

    /** The exit code of the sub-command that the arguments name; nothing if they ask for the console. */
    public static OptionalInt run(String... arguments) {
        String first = arguments.length == 0 ? SERVE : arguments[0];
        boolean isSetting = first.startsWith("-") && !HELP.contains(first);
        if (isSetting || first.equals(SERVE)) {
            return OptionalInt.empty();
        }
        keepLibrariesQuiet();
        return OptionalInt.of(commandLine().execute(arguments));
    }

    /** What a sub-command prints is its answer, and nothing else may stand in it. */
    private static void keepLibrariesQuiet() {
        LoggingSystem.get(DrawbridgeCommand.class.getClassLoader())
                .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.OFF);
    }

    static CommandLine commandLine() {
        Clock clock = Clock.systemUTC();
        return new CommandLine(new DrawbridgeCommand())
                .addSubcommand(new BackupCommand(clock))
                .addSubcommand(new RestoreCommand(clock))
                .addSubcommand(new TokenCommand(clock));
    }

    /** The arguments for the console, without the word that asks for it. */
    public static String[] settings(String... arguments) {
        List<String> all = Arrays.asList(arguments);
        return all.isEmpty() || !all.getFirst().equals(SERVE)
                ? arguments
                : all.subList(1, all.size()).toArray(String[]::new);
    }
}
