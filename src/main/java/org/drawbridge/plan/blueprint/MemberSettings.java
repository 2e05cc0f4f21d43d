package org.drawbridge.plan.blueprint;

import java.util.List;
import org.drawbridge.host.QubeReport;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.Artifact;
import org.drawbridge.profile.BridgeProfile.Attachment;

/** What a release wants of a qube on a bridge. */
interface MemberSettings {

    /** The service that lets a qube take a LAN address instead of the one that Qubes gives it. */
    String NETWORK_MANAGER = "network-manager";

    /** The keyfile inside the qube. */
    Artifact.File file(Request request, QubeName qube);

    /** The keyfile as it should be. */
    Wish keyfile(Draft draft, QubeReport qube, Attachment attachment);

    /** Its properties, features and services as they should be, in the order of their change. */
    List<Wish> settings(Draft draft, QubeReport qube, Attachment attachment);

    /** What a qube that leaves goes back to where no applied plan is known; nothing for a qube that is not on this bridge. */
    List<Wish> leftovers(Draft draft, QubeReport qube);
}
