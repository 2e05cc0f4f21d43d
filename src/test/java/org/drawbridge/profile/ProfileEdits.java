package org.drawbridge.profile;

import java.util.List;
import org.drawbridge.profile.ProfileInput.AddressInput;
import org.drawbridge.profile.ProfileInput.AttachmentInput;
import org.drawbridge.profile.ProfileInput.UplinkInput;

/** Changes one thing of an input, to make one case of many. */
final class ProfileEdits {

    private ProfileEdits() {}

    static ProfileInput name(ProfileInput of, String name) {
        return new ProfileInput(
                name, of.netvm(), of.bridge(), of.uplink(), of.address(), of.stp(), of.hardening(), of.attachments());
    }

    static ProfileInput netvm(ProfileInput of, String netvm) {
        return new ProfileInput(
                of.name(), netvm, of.bridge(), of.uplink(), of.address(), of.stp(), of.hardening(), of.attachments());
    }

    static ProfileInput bridge(ProfileInput of, String bridge) {
        return new ProfileInput(
                of.name(), of.netvm(), bridge, of.uplink(), of.address(), of.stp(), of.hardening(), of.attachments());
    }

    static ProfileInput uplink(ProfileInput of, String mac, String name) {
        return new ProfileInput(
                of.name(),
                of.netvm(),
                of.bridge(),
                new UplinkInput(mac, name),
                of.address(),
                of.stp(),
                of.hardening(),
                of.attachments());
    }

    static ProfileInput address(ProfileInput of, String method, String cidr, String gateway, String... dns) {
        return new ProfileInput(
                of.name(),
                of.netvm(),
                of.bridge(),
                of.uplink(),
                new AddressInput(method, cidr, gateway, List.of(dns)),
                of.stp(),
                of.hardening(),
                of.attachments());
    }

    static ProfileInput stp(ProfileInput of) {
        return new ProfileInput(
                of.name(), of.netvm(), of.bridge(), of.uplink(), of.address(), true, of.hardening(), of.attachments());
    }

    static ProfileInput hardening(ProfileInput of, String word) {
        return new ProfileInput(
                of.name(), of.netvm(), of.bridge(), of.uplink(), of.address(), of.stp(), word, of.attachments());
    }

    static ProfileInput attachments(ProfileInput of, AttachmentInput... attachments) {
        return new ProfileInput(
                of.name(),
                of.netvm(),
                of.bridge(),
                of.uplink(),
                of.address(),
                of.stp(),
                of.hardening(),
                List.of(attachments));
    }

    static AttachmentInput replace(String qube) {
        return new AttachmentInput(qube, "replace", AddressInput.DHCP);
    }

    static AttachmentInput additional(String qube) {
        return new AttachmentInput(qube, "additional", AddressInput.DHCP);
    }

    static AttachmentInput fixed(String qube, String cidr) {
        return new AttachmentInput(qube, "replace", new AddressInput("static", cidr, "", List.of()));
    }
}
