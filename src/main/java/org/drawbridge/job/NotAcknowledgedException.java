package org.drawbridge.job;

import java.util.List;

/** A plan has warnings that nobody said to know. */
public final class NotAcknowledgedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> missing;

    public NotAcknowledgedException(List<String> missing) {
        super("The plan has warnings that were not acknowledged: " + String.join(", ", missing)
                + ". Read them on the plan and acknowledge each by its code.");
        this.missing = List.copyOf(missing);
    }

    /** The warnings' codes. */
    public List<String> missing() {
        return missing;
    }
}
