package org.drawbridge.patch;

import java.util.UUID;

/** No patch has that name. */
public final class PatchNotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PatchNotFoundException(UUID id) {
        super("There is no patch " + id + ". Look at the list of patches again.");
    }
}
