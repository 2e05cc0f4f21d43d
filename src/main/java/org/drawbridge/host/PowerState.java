package org.drawbridge.host;

/** Whether a qube runs, as far as a bridge cares. */
public enum PowerState {
    HALTED,
    RUNNING,
    /** Paused, crashed, in between, or a state that a newer release has. */
    OTHER;

    /** The state of Qubes' word for it, such as {@code Running}; an unknown word is {@link #OTHER}. */
    public static PowerState ofWord(String word) {
        return switch (word) {
            case "Halted" -> HALTED;
            case "Running" -> RUNNING;
            default -> OTHER;
        };
    }

    /** Qubes' word for the state. */
    public String word() {
        return switch (this) {
            case HALTED -> "Halted";
            case RUNNING -> "Running";
            case OTHER -> "Transient";
        };
    }
}
