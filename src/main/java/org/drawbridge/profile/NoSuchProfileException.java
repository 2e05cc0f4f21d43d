package org.drawbridge.profile;

/** No bridge profile has that number. */
public final class NoSuchProfileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NoSuchProfileException(long id) {
        super("There is no bridge profile " + id + ". It may have been deleted; look at the list of bridges.");
    }
}
