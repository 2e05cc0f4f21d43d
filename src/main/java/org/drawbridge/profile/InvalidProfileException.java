package org.drawbridge.profile;

import java.util.List;

/** A profile cannot be as it was put in; tells all reasons at once. */
public final class InvalidProfileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    public InvalidProfileException(List<Violation> violations) {
        super("The profile cannot be kept like this: " + violations);
        this.violations = List.copyOf(violations);
    }

    /** At least one. */
    public List<Violation> violations() {
        return violations;
    }
}
