package org.drawbridge.profile;

/** A profile was changed by somebody else since it was read; nothing was stored. */
public final class ProfileConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient BridgeProfile current;
    private final transient ProfileInput sent;
    private final long sentVersion;

    public ProfileConflictException(BridgeProfile current, ProfileInput sent, long sentVersion) {
        super("“" + current.name() + "” was changed since you opened it: it is at version " + current.version()
                + ", and your changes were made to version " + sentVersion
                + ". Nothing was stored. Read it again and make your changes to what is there now.");
        this.current = current;
        this.sent = sent;
        this.sentVersion = sentVersion;
    }

    /** What is stored now. */
    public BridgeProfile current() {
        return current;
    }

    /** What was to be stored. */
    public ProfileInput sent() {
        return sent;
    }

    /** The version that it was made from. */
    public long sentVersion() {
        return sentVersion;
    }
}
