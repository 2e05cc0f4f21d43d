package org.drawbridge.plan.blueprint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drawbridge.name.BridgeName;
import org.drawbridge.name.Cidr;
import org.drawbridge.name.InterfaceName;
import org.drawbridge.name.Ipv4Address;
import org.drawbridge.name.MacAddress;
import org.drawbridge.name.QubeName;
import org.drawbridge.profile.BridgeProfile;
import org.drawbridge.profile.BridgeProfile.Addressing;
import org.drawbridge.profile.BridgeProfile.Attachment;
import org.drawbridge.profile.BridgeProfile.Hardening;
import org.drawbridge.profile.BridgeProfile.Mode;
import org.drawbridge.profile.BridgeProfile.Uplink;

/** A bridge profile for tests, changed one field at a time. */
public record Profiled(BridgeProfile profile) {

    public static final Addressing DHCP = new Addressing.Dhcp();

    public static final Addressing STATIC = new Addressing.Static(
            Cidr.of("192.168.50.20/24"),
            Optional.of(Ipv4Address.of("192.168.50.1")),
            List.of(Ipv4Address.of("192.168.50.1"), Ipv4Address.of("9.9.9.9")));

    /** A hardened bridge on the first wired card of the lab, by DHCP, with {@code work} on it. */
    public static Profiled on(String netvm) {
        return new Profiled(new BridgeProfile(
                        1,
                        "office",
                        QubeName.of(netvm),
                        BridgeName.of("bridge0"),
                        new Uplink(Optional.of(MacAddress.of("88:ae:1d:ae:30:31")), Optional.empty()),
                        DHCP,
                        false,
                        Hardening.HARDENED,
                        List.of(),
                        1,
                        Optional.empty()))
                .with("work", Mode.REPLACE, DHCP);
    }

    public Profiled id(long id) {
        return copy(
                id,
                profile.bridge(),
                profile.uplink(),
                profile.address(),
                profile.stp(),
                profile.hardening(),
                profile.attachments());
    }

    public Profiled version(int version) {
        return new Profiled(new BridgeProfile(
                profile.id(),
                profile.name(),
                profile.netvm(),
                profile.bridge(),
                profile.uplink(),
                profile.address(),
                profile.stp(),
                profile.hardening(),
                profile.attachments(),
                version,
                profile.applied()));
    }

    public Profiled bridge(String name) {
        return copy(
                profile.id(),
                BridgeName.of(name),
                profile.uplink(),
                profile.address(),
                profile.stp(),
                profile.hardening(),
                profile.attachments());
    }

    public Profiled mac(String mac) {
        return uplink(new Uplink(Optional.of(MacAddress.of(mac)), Optional.empty()));
    }

    public Profiled card(String name) {
        return uplink(new Uplink(Optional.empty(), Optional.of(InterfaceName.of(name))));
    }

    private Profiled uplink(Uplink uplink) {
        return copy(
                profile.id(),
                profile.bridge(),
                uplink,
                profile.address(),
                profile.stp(),
                profile.hardening(),
                profile.attachments());
    }

    public Profiled address(Addressing address) {
        return copy(
                profile.id(),
                profile.bridge(),
                profile.uplink(),
                address,
                profile.stp(),
                profile.hardening(),
                profile.attachments());
    }

    public Profiled stp() {
        return copy(
                profile.id(),
                profile.bridge(),
                profile.uplink(),
                profile.address(),
                true,
                profile.hardening(),
                profile.attachments());
    }

    public Profiled seed() {
        return copy(
                profile.id(),
                profile.bridge(),
                profile.uplink(),
                profile.address(),
                profile.stp(),
                Hardening.SEED,
                profile.attachments());
    }

    public Profiled alone() {
        return copy(
                profile.id(),
                profile.bridge(),
                profile.uplink(),
                profile.address(),
                profile.stp(),
                profile.hardening(),
                List.of());
    }

    /** One more qube, or the same in another way. */
    public Profiled with(String qube, Mode mode, Addressing address) {
        List<Attachment> attachments = new ArrayList<>(profile.attachments());
        attachments.removeIf(attachment -> attachment.qube().equals(QubeName.of(qube)));
        attachments.add(new Attachment(QubeName.of(qube), mode, address));
        return copy(
                profile.id(),
                profile.bridge(),
                profile.uplink(),
                profile.address(),
                profile.stp(),
                profile.hardening(),
                attachments);
    }

    private Profiled copy(
            long id,
            BridgeName bridge,
            Uplink uplink,
            Addressing address,
            boolean stp,
            Hardening hardening,
            List<Attachment> attachments) {
        return new Profiled(new BridgeProfile(
                id,
                "office",
                profile.netvm(),
                bridge,
                uplink,
                address,
                stp,
                hardening,
                attachments,
                1,
                Optional.empty()));
    }
}
