package org.drawbridge.plan.blueprint;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Place;
import org.drawbridge.host.QubeReport;
import org.drawbridge.name.MacAddress;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.survey.Settings;
import org.drawbridge.profile.BridgeProfile.Attachment;
import org.drawbridge.profile.BridgeProfile.Mode;

/** An attached qube on R4: its net qube, an address of its own, the feature that our templates look at, and NetworkManager. */
final class R4Members implements MemberSettings {

    /** The feature that says on which bridge a qube is; our libvirt templates read it. */
    static final String FEATURE = "drawbridge-bridge";

    @Override
    public Artifact.File file(Request request, QubeName qube) {
        HostPath path = Keyfiles.FOLDER.resolve("drawbridge-" + request.bridge() + ".nmconnection");
        return new Artifact.File(Place.in(qube), path);
    }

    @Override
    public Wish keyfile(Draft draft, QubeReport qube, Attachment attachment) {
        boolean second = attachment.mode() == Mode.ADDITIONAL;
        MacAddress mac = second ? secondMac(draft, qube.name()) : mac(draft, qube);
        return new Wish(
                file(draft.request(), qube.name()),
                Keyfiles.member(draft.request().profile(), qube.name(), attachment.address(), mac, second),
                "It gives " + qube.name() + " its address on the LAN; without it the qube takes the one of Qubes.");
    }

    @Override
    public List<Wish> settings(Draft draft, QubeReport qube, Attachment attachment) {
        QubeName name = qube.name();
        Request request = draft.request();
        List<Wish> wishes = new ArrayList<>();
        if (attachment.mode() == Mode.REPLACE) {
            wishes.add(new Wish(
                    new Artifact.Property(name, "netvm"),
                    Settings.of(request.netvm().value()),
                    "The bridge is in " + request.netvm() + ", so the card's other end must be there."));
            wishes.add(new Wish(
                    new Artifact.Property(name, "mac"),
                    Settings.of(mac(draft, qube).value()),
                    "All qubes have one and the same address by default; on a bridge each needs its own."));
        }
        if (attachment.mode() == Mode.ADDITIONAL) {
            wishes.add(SecondCard.wish(qube));
        }
        wishes.add(new Wish(
                new Artifact.Feature(name, FEATURE),
                Settings.of(request.bridge()),
                "The template in dom0 gives a bridged card to a qube with this feature."));
        wishes.add(new Wish(
                new Artifact.Service(name, NETWORK_MANAGER),
                Settings.of("on"),
                "Without NetworkManager the qube takes the address of Qubes, which the LAN does not know."));
        return wishes;
    }

    @Override
    public List<Wish> leftovers(Draft draft, QubeReport qube) {
        boolean on =
                qube.feature(FEATURE).filter(draft.request().bridge()::equals).isPresent();
        if (!on) {
            return List.of();
        }
        String reason = "No applied plan tells what it was before, so it goes back to the default.";
        List<Wish> wishes = new ArrayList<>();
        if (SecondCard.isSetUp(qube)) {
            wishes.add(new Wish(SecondCard.property(qube), Settings.nothing(), reason));
        } else {
            wishes.add(new Wish(new Artifact.Property(qube.name(), "netvm"), Settings.nothing(), reason));
            wishes.add(new Wish(new Artifact.Property(qube.name(), "mac"), Settings.nothing(), reason));
        }
        wishes.add(new Wish(new Artifact.Feature(qube.name(), FEATURE), Settings.nothing(), reason));
        return wishes;
    }

    /** The qube's own address if it was given one and no other has it, or if it comes from this profile; else a new one. */
    private static MacAddress mac(Draft draft, QubeReport qube) {
        Artifact property = new Artifact.Property(qube.name(), "mac");
        boolean given = qube.property("mac").filter(mac -> !mac.isDefault()).isPresent();
        boolean ours = draft.request()
                .baseline()
                .last(property)
                .filter(last -> !draft.differs(property, last))
                .isPresent();
        return given && (ours || !MacChoice.isShared(qube, draft.survey()))
                ? Objects.requireNonNull(qube.mac())
                : MacChoice.of(qube.name(), "eth0", draft.survey());
    }

    /** The address of the card that a qube gets besides its own. */
    static MacAddress secondMac(Draft draft, QubeName qube) {
        return MacChoice.of(qube, draft.request().bridge(), draft.survey());
    }
}
