package org.drawbridge.plan.blueprint;

import java.util.List;
import org.drawbridge.host.Place;
import org.drawbridge.host.QubeReport;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.survey.Settings;
import org.drawbridge.profile.BridgeProfile.Attachment;

/** An attached qube on R2B2: its net qube, and the property that the user's patches add. Its address is its own already. */
final class R2Members implements MemberSettings {

    /** The property that the patches add: the name of the bridge. */
    static final String BRIDGE = "bridge";

    @Override
    public Artifact.File file(Request request, QubeName qube) {
        return new Artifact.File(Place.in(qube), Keyfiles.FOLDER.resolve("drawbridge-" + request.bridge()));
    }

    @Override
    public Wish keyfile(Draft draft, QubeReport qube, Attachment attachment) {
        String text = "[connection]\nid=drawbridge-" + draft.request().bridge()
                + "\nuuid="
                + Keyfiles.uuid(draft.request().profile().id(), draft.request().bridge() + "/qube/" + qube.name())
                + "\ntype=802-3-ethernet\nautoconnect=true\n\n[ipv6]\nmethod=ignore\n\n"
                + NetText.ipv4Old(attachment.address());
        return new Wish(
                file(draft.request(), qube.name()),
                Keyfiles.file(text),
                "It gives " + qube.name() + " its address on the LAN; without it the qube takes the one of Qubes.");
    }

    @Override
    public List<Wish> settings(Draft draft, QubeReport qube, Attachment attachment) {
        return List.of(
                new Wish(
                        new Artifact.Property(qube.name(), "netvm"),
                        Settings.of(draft.request().netvm().value()),
                        "A bridged qube hangs on the net qube itself, not on a firewall qube."),
                new Wish(
                        new Artifact.Property(qube.name(), BRIDGE),
                        Settings.of(draft.request().bridge()),
                        "The patched domain code gives a bridged card to a qube with this property."),
                new Wish(
                        new Artifact.Service(qube.name(), NETWORK_MANAGER),
                        Settings.of("on"),
                        "Without NetworkManager the qube takes the address of Qubes, which the LAN does not know."));
    }

    @Override
    public List<Wish> leftovers(Draft draft, QubeReport qube) {
        boolean on = qube.property(BRIDGE)
                .filter(property -> property.value().equals(draft.request().bridge()))
                .isPresent();
        if (!on) {
            return List.of();
        }
        String reason = "No applied plan tells what it was before, so it goes back to the default.";
        return List.of(
                new Wish(new Artifact.Property(qube.name(), "netvm"), Settings.nothing(), reason),
                new Wish(new Artifact.Property(qube.name(), BRIDGE), Settings.nothing(), reason));
    }
}
