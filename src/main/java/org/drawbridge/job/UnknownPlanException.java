package org.drawbridge.job;

import java.util.UUID;

/** There is no such plan. */
public final class UnknownPlanException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownPlanException(UUID id) {
        super("There is no plan " + id + ". Make a new one from the profile.");
    }
}
