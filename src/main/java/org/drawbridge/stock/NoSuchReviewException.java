package org.drawbridge.stock;

import java.util.UUID;

/** There is no review of that name. */
public final class NoSuchReviewException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoSuchReviewException(UUID id) {
        super("There is no review " + id + ".");
    }
}
