package org.drawbridge.patch;

import java.util.List;

/** An upload is not taken; every reason is told at once, and nothing was kept. */
public final class InvalidPatchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Reason> reasons;

    public InvalidPatchException(List<Reason> reasons) {
        super("Nothing was kept: "
                + String.join(" ", reasons.stream().map(Reason::message).toList()));
        this.reasons = List.copyOf(reasons);
    }

    public List<Reason> reasons() {
        return reasons;
    }

    /**
     * One reason.
     *
     * @param file the name of the file within the upload
     * @param message what is, then what to do
     */
    public record Reason(String file, String message) {}
}
