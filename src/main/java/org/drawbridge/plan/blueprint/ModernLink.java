package org.drawbridge.plan.blueprint;

import java.util.List;
import java.util.Optional;
import org.drawbridge.host.HostCommand;
import org.drawbridge.host.HostCommand.NmConnectDevice;
import org.drawbridge.host.HostCommand.NmDialect;
import org.drawbridge.host.HostCommand.NmReload;
import org.drawbridge.host.HostCommand.NmVersion;
import org.drawbridge.host.Place;
import org.drawbridge.name.InterfaceName;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.blueprint.Keyfiles.PortKeys;
import org.drawbridge.plan.survey.Look;
import org.drawbridge.profile.BridgeProfile;

/**
 * The keyfiles of R4.
 *
 * @param usual how the release's own NetworkManager wants ports written, where the net qube's does not tell its version
 */
record ModernLink(PortKeys usual) implements LinkStyle {

    @Override
    public NmDialect dialect() {
        return NmDialect.V1;
    }

    @Override
    public String bridgeId(BridgeProfile profile) {
        return "drawbridge-" + profile.bridge();
    }

    @Override
    public String portId(BridgeProfile profile, InterfaceName card) {
        return "drawbridge-" + profile.bridge() + "-port";
    }

    @Override
    public String fileName(String id) {
        return id + ".nmconnection";
    }

    @Override
    public Content bridge(BridgeProfile profile, Card card) {
        return Keyfiles.bridge(profile, bridgeId(profile), card);
    }

    @Override
    public List<String> bridgeTaken(BridgeProfile profile, Card card) {
        return Keyfiles.bridgeTaken(profile, card);
    }

    @Override
    public void look(Look look, Place net) {
        look.run(new NmVersion(net));
    }

    @Override
    public Content port(Draft draft, Card card) {
        BridgeProfile profile = draft.request().profile();
        PortKeys keys = NetworkManagers.version(draft.survey(), draft.request().net())
                .map(version -> version.knowsController() ? PortKeys.CONTROLLER : PortKeys.MASTER)
                .orElse(usual);
        return Keyfiles.port(profile, portId(profile, card.name()), card, keys);
    }

    @Override
    public List<String> portTaken(BridgeProfile profile, Card card) {
        return Keyfiles.portTaken(profile, card);
    }

    @Override
    public Optional<HostCommand> reload(Place net) {
        return Optional.of(new NmReload(net));
    }

    @Override
    public Optional<HostCommand> reconnect(Place net, InterfaceName card, Optional<String> former) {
        return former.map(id -> new NmConnectDevice(net, card));
    }
}
