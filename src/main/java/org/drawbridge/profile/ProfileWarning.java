package org.drawbridge.profile;

import java.util.ArrayList;
import java.util.List;

/**
 * Something that a profile may be, and that its owner must know.
 *
 * @param field where, such as {@code stp}
 * @param message what it means, then what to do
 */
public record ProfileWarning(String field, String message) {

    /** All that is to be said about a profile. */
    public static List<ProfileWarning> of(BridgeProfile profile) {
        List<ProfileWarning> warnings = new ArrayList<>();
        if (profile.stp()) {
            warnings.add(new ProfileWarning(
                    "stp",
                    "The bridge has one card only, so there is no loop for the spanning tree to break. Its BPDUs go out"
                            + " to the LAN all the same: a switch with BPDU guard shuts the port, and an address comes"
                            + " about 30 s later. Leave STP off unless the LAN asks for it."));
        }
        if (profile.hardening() == BridgeProfile.Hardening.SEED) {
            warnings.add(new ProfileWarning(
                    "hardening",
                    "With the seed's rules a host on the LAN can open connections into every routed qube."
                            + " The plan shows which. Choose hardened unless you need the seed's exact recipe."));
        }
        if (profile.attachments().isEmpty()) {
            warnings.add(
                    new ProfileWarning(
                            "attachments",
                            "No qube is attached: the net qube gets a bridge that nobody uses. Attach a qube when you are ready."));
        }
        return List.copyOf(warnings);
    }
}
