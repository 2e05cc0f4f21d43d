package org.drawbridge.host;

import java.util.Optional;

/** Says in our words why nmcli ended as it did, and what to do about it. */
final class NmWords {

    /** nmcli's own codes: time ran out, an activation failed, no daemon, no such connection. */
    private static final int TIME_RAN_OUT = 3;

    private static final int NOT_ACTIVATED = 4;

    private static final int NOT_RUNNING = 8;

    private static final int UNKNOWN = 10;

    private NmWords() {}

    static Optional<String> explain(Place place, CommandResult result) {
        String said = ForeignText.oneLine(String.join(" ", result.errors()));
        return switch (result.exit()) {
            case TIME_RAN_OUT ->
                Optional.of(
                        "NetworkManager did not get that done within its time. Look whether the cable is plugged in and"
                                + " a DHCP server answers, and plan again.");
            case NOT_ACTIVATED ->
                Optional.of(
                        said.contains("No suitable device") || said.contains("not available")
                                ? "No card in " + place.label()
                                        + " fits that connection: the MAC address in its keyfile is"
                                        + " another card's, or the card has no carrier. Compare it with the card's own, look"
                                        + " whether the cable is plugged in, and plan again. nmcli said: " + said
                                : "NetworkManager did not bring that up: " + said + ". Look at its log in "
                                        + place.label() + ", and plan again.");
            case NOT_RUNNING ->
                Optional.of("NetworkManager does not run in " + place.label()
                        + ". Start it there with “systemctl start NetworkManager”, and plan again.");
            case UNKNOWN ->
                Optional.of("NetworkManager in " + place.label()
                        + " knows no such connection: it passes over a keyfile that"
                        + " it does not understand, and says so in its log only. Look there. nmcli said: " + said);
            default -> Optional.empty();
        };
    }
}
