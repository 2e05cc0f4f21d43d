package org.drawbridge.web.profile;

import java.time.Instant;
import java.util.stream.Collectors;
import org.drawbridge.profile.BridgeProfile;
import org.jspecify.annotations.Nullable;

/** A profile as a row of the list shows it. */
record BridgeRow(
        long id,
        String name,
        String bridge,
        String netvm,
        String uplink,
        String qubes,
        String state,
        String mark,
        @Nullable Instant until) {

    static BridgeRow of(BridgeProfile profile) {
        BridgeState state = BridgeState.of(profile);
        return new BridgeRow(
                profile.id(),
                profile.name(),
                profile.bridge().value(),
                profile.netvm().value(),
                profile.uplink().text(),
                profile.attachments().stream()
                        .map(attachment -> attachment.qube().value())
                        .collect(Collectors.joining(", ")),
                state.word(),
                state.mark(),
                profile.applied().flatMap(BridgeProfile.Applied::until).orElse(null));
    }
}
