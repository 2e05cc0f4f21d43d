package org.drawbridge.plan.blueprint;

import java.util.List;
import java.util.Optional;
import org.drawbridge.host.HostCommand;
import org.drawbridge.host.HostCommand.NmDialect;
import org.drawbridge.host.Place;
import org.drawbridge.name.InterfaceName;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.survey.Look;
import org.drawbridge.profile.BridgeProfile;

/** How the keyfiles of a release are named and written, and what its NetworkManager can be told. */
interface LinkStyle {

    NmDialect dialect();

    /** Asks for what the keyfiles are decided by. */
    default void look(Look look, Place net) {}

    String bridgeId(BridgeProfile profile);

    String portId(BridgeProfile profile, InterfaceName card);

    /** The file's name for a connection of that id. */
    String fileName(String id);

    Content bridge(BridgeProfile profile, Card card);

    /** What NetworkManager must have taken from it, as it prints that. */
    List<String> bridgeTaken(BridgeProfile profile, Card card);

    Content port(Draft draft, Card card);

    List<String> portTaken(BridgeProfile profile, Card card);

    /** The command that makes NetworkManager read its keyfiles; nothing where it watches the folder. */
    Optional<HostCommand> reload(Place net);

    /**
     * The command that gives a card its own connection again.
     *
     * @param former the connection that the card had before the bridge, if it is known
     */
    Optional<HostCommand> reconnect(Place net, InterfaceName card, Optional<String> former);
}
