package org.drawbridge.profile;

/** A profile cannot be deleted because it is on the host. */
public final class ProfileAppliedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient BridgeProfile profile;

    public ProfileAppliedException(BridgeProfile profile) {
        super("“" + profile.name() + "” is applied on the host, so it cannot be deleted."
                + " Take the bridge away first, then delete the profile.");
        this.profile = profile;
    }

    public BridgeProfile profile() {
        return profile;
    }
}
