package org.drawbridge.host.lab;

import java.util.Locale;

/**
 * A call that reached the lab, as faults are told to look for.
 *
 * @param operation what was asked
 * @param place where: {@code dom0} or a qube's name; empty for the host as a whole
 * @param subject on what: a path, {@code property=value}, or a command line
 */
public record LabCall(Operation operation, String place, String subject) {

    /** What can be asked of a host. */
    public enum Operation {
        STATUS(false),
        QUBES(false),
        LINKS(false),
        READ(false),
        LIST(false),
        PROPERTY(true),
        FEATURE(true),
        SERVICE(true),
        START(true),
        SHUTDOWN(true),
        WRITE(true),
        DELETE(true),
        COMMAND(true);

        private final boolean step;

        Operation(boolean step) {
            this.step = step;
        }

        /** Whether it changes something or runs a command, so that a step of a job may consist of it. */
        public boolean isStep() {
            return step;
        }
    }

    /** The call as one line for people. */
    public String text() {
        return operation.name().toLowerCase(Locale.ROOT) + " " + place + " " + subject;
    }
}
