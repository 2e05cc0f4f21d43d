package org.drawbridge.plan.blueprint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drawbridge.host.HostCommand;
import org.drawbridge.host.HostCommand.NmDialect;
import org.drawbridge.host.HostCommand.NmUp;
import org.drawbridge.host.Place;
import org.drawbridge.name.InterfaceName;
import org.drawbridge.plan.Content;
import org.drawbridge.profile.BridgeProfile;
import org.drawbridge.profile.BridgeProfile.Addressing;
import org.drawbridge.profile.BridgeProfile.Hardening;

/**
 * The keyfiles of R2B2, as the seed page has them. What the page leaves to luck is set only where the profile is not exactly its
 * recipe: the bridge then comes up by itself after a start and keeps the card's address.
 */
record SeedLink() implements LinkStyle {

    /** Whether a profile asks for just what the seed page does by hand. */
    static boolean isSeedRecipe(BridgeProfile profile) {
        return profile.hardening() == Hardening.SEED && profile.address() instanceof Addressing.Dhcp && !profile.stp();
    }

    @Override
    public NmDialect dialect() {
        return NmDialect.V0_9;
    }

    @Override
    public String bridgeId(BridgeProfile profile) {
        String id = profile.address() instanceof Addressing.Dhcp ? "Bridge-DHCP" : "Bridge-Static";
        return profile.bridge().value().equals("bridge0") ? id : id + "-" + profile.bridge();
    }

    @Override
    public String portId(BridgeProfile profile, InterfaceName card) {
        return profile.bridge() + "-" + card;
    }

    @Override
    public String fileName(String id) {
        return id;
    }

    @Override
    public Content bridge(BridgeProfile profile, Card card) {
        boolean seed = isSeedRecipe(profile);
        return Keyfiles.file("[connection]\nid=" + bridgeId(profile)
                + "\nuuid=" + Keyfiles.bridgeUuid(profile)
                + "\ntype=bridge\nautoconnect=" + !seed
                + (seed ? "\ntimestamp=1363938302" : "")
                + "\n\n[ipv6]\nmethod=" + (seed ? "auto" : "ignore")
                + "\n\n" + NetText.ipv4Old(profile.address())
                + "\n[bridge]\ninterface-name=" + profile.bridge()
                + "\nstp=" + profile.stp() + "\n"
                + (seed ? "" : "mac-address=" + card.macText() + "\n"));
    }

    @Override
    public List<String> bridgeTaken(BridgeProfile profile, Card card) {
        boolean seed = isSeedRecipe(profile);
        List<String> taken = new ArrayList<>(List.of(
                "connection.uuid:" + Keyfiles.bridgeUuid(profile),
                "connection.type:bridge",
                "connection.autoconnect:" + (seed ? "no" : "yes"),
                "interface-name:" + profile.bridge(),
                "bridge.stp:" + (profile.stp() ? "yes" : "no"),
                "ipv6.method:" + (seed ? "auto" : "ignore")));
        taken.addAll(NetText.taken(profile.address()));
        return taken;
    }

    @Override
    public Content port(Draft draft, Card card) {
        BridgeProfile profile = draft.request().profile();
        boolean seed = isSeedRecipe(profile);
        return Keyfiles.file("[802-3-ethernet]\nduplex=full\nmac-address=" + card.macText()
                + "\n\n[connection]\nid=" + portId(profile, card.name())
                + "\nuuid=" + Keyfiles.portUuid(profile)
                + "\ntype=802-3-ethernet\nautoconnect=" + !seed
                + (seed ? "\ntimestamp=1363601650" : "")
                + "\nmaster=" + Keyfiles.bridgeUuid(profile)
                + "\nslave-type=bridge\n");
    }

    @Override
    public List<String> portTaken(BridgeProfile profile, Card card) {
        return List.of(
                "connection.uuid:" + Keyfiles.portUuid(profile),
                "connection.type:802-3-ethernet",
                ":" + Keyfiles.bridgeUuid(profile),
                "-type:bridge",
                "802-3-ethernet.mac-address:" + card.macStart());
    }

    @Override
    public Optional<HostCommand> reload(Place net) {
        return Optional.empty();
    }

    @Override
    public Optional<HostCommand> reconnect(Place net, InterfaceName card, Optional<String> former) {
        return former.map(id -> new NmUp(net, dialect(), id));
    }
}
