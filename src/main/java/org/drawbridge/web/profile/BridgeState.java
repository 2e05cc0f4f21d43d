package org.drawbridge.web.profile;

import org.drawbridge.profile.BridgeProfile;

/** Whether what a profile says is what was put on the host. */
enum BridgeState {
    DESCRIBED("not applied", "note"),
    APPLIED("applied", "done"),
    EDITED("applied, edited since", "changed");

    private final String word;
    private final String mark;

    BridgeState(String word, String mark) {
        this.word = word;
        this.mark = mark;
    }

    String word() {
        return word;
    }

    String mark() {
        return mark;
    }

    static BridgeState of(BridgeProfile profile) {
        return profile.applied()
                .map(applied -> profile.version() > applied.version() ? EDITED : APPLIED)
                .orElse(DESCRIBED);
    }
}
