package org.drawbridge.host;

import java.util.Optional;
import org.drawbridge.name.QubeName;

/** The host did not do what was asked; the message is one sentence for people that says what is and what to do next. */
public abstract sealed class HostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private HostException(String message) {
        super(message);
    }

    /** The host cannot be reached at all. */
    public static final class Unreachable extends HostException {
        private static final long serialVersionUID = 1L;

        public Unreachable(String message) {
            super(message);
        }
    }

    /** The host's policy does not allow the call. */
    public static final class Refused extends HostException {
        private static final long serialVersionUID = 1L;

        public Refused(String message) {
            super(message);
        }
    }

    /** No qube has that name. */
    public static final class NoSuchQube extends HostException {
        private static final long serialVersionUID = 1L;

        public NoSuchQube(QubeName qube) {
            super("There is no qube “" + qube + "” on this host. Synchronise the inventory and plan again.");
        }
    }

    /** The qube must run for that and does not. */
    public static final class NotRunning extends HostException {
        private static final long serialVersionUID = 1L;

        public NotRunning(QubeName qube) {
            super(qube + " is not running, so its files and commands cannot be reached. Start it and try again.");
        }
    }

    /** The host understood and declined, such as a netvm that provides no network. */
    public static final class Declined extends HostException {
        private static final long serialVersionUID = 1L;

        public Declined(String message) {
            super(message);
        }
    }

    /** A file is not what the writer expected; nothing was written. */
    public static final class PreconditionFailed extends HostException {
        private static final long serialVersionUID = 1L;

        private final transient Place place;
        private final transient HostPath path;
        private final transient Expected expected;
        private final transient Optional<FileImage> found;

        public PreconditionFailed(Place place, HostPath path, Expected expected, Optional<FileImage> found) {
            super(path + " in " + place.label() + " was changed by another hand since it was read. Nothing was written."
                    + " Plan again to see the change.");
            this.place = place;
            this.path = path;
            this.expected = expected;
            this.found = found;
        }

        public Place place() {
            return place;
        }

        public HostPath path() {
            return path;
        }

        public Expected expected() {
            return expected;
        }

        public Optional<FileImage> found() {
            return found;
        }
    }

    /** A file could not be read or written, such as no space, no permission, or too large. */
    public static final class FileTrouble extends HostException {
        private static final long serialVersionUID = 1L;

        public FileTrouble(String message) {
            super(message);
        }
    }

    /** A command could not even be started. */
    public static final class CommandNotStarted extends HostException {
        private static final long serialVersionUID = 1L;

        public CommandNotStarted(String message) {
            super(message);
        }
    }

    /** A command ran and exited with another code than it accepts. */
    public static final class CommandFailed extends HostException {
        private static final long serialVersionUID = 1L;

        private final transient CommandResult result;

        public CommandFailed(String message, CommandResult result) {
            super(message);
            this.result = result;
        }

        /** What is told of a command that ended so: in our words where it has any, else in the tool's. */
        public static CommandFailed of(HostCommand command, CommandResult result) {
            String what = "In " + command.place().label() + ", “" + String.join(" ", command.argv()) + "” ended with "
                    + result.exit();
            String why = command.explain(result)
                    .map(sentence -> ". " + sentence)
                    .orElseGet(() -> ": " + ForeignText.oneLine(String.join(" ", result.errors())));
            return new CommandFailed(what + why, result);
        }

        public CommandResult result() {
            return result;
        }
    }

    /** No answer within the time limit; whether the host did it is not known. */
    public static final class TimedOut extends HostException {
        private static final long serialVersionUID = 1L;

        public TimedOut(String message) {
            super(message);
        }
    }

    /** The host answered something that its protocol does not allow, or more than the bound. */
    public static final class BadAnswer extends HostException {
        private static final long serialVersionUID = 1L;

        public BadAnswer(String message) {
            super(message);
        }
    }
}
