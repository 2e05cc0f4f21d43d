package org.drawbridge.plan;

import java.util.UUID;

/** No plan has that name. */
public final class PlanNotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PlanNotFoundException(UUID id) {
        super("There is no plan " + id + ". Plan again from the bridge profile.");
    }
}
