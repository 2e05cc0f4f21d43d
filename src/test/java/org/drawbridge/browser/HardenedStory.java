package org.drawbridge.browser;

import java.util.Set;

/** The seed's story on a release of today, with hardened rules; only pages that differ between releases are looked at. */
abstract class HardenedStory extends SeedStory {

    private static final Set<String> LOOKED_AT = Set.of("plan", "job-waiting");

    @Override
    String netQube() {
        return "sys-net";
    }

    @Override
    String rules() {
        return "Hardened";
    }

    @Override
    boolean isLookedAt(String page) {
        return LOOKED_AT.contains(page);
    }
}
