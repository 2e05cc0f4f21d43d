package org.drawbridge.account;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * For automation: what the very first start makes by itself. Later starts ignore it.
 *
 * @param adminPassword the password of the user {@code admin}
 * @param token the value of an administrator's API token, 32 characters or more
 */
@ConfigurationProperties("drawbridge.bootstrap")
record BootstrapProperties(
        @Nullable String adminPassword, @Nullable String token) {

    /** Keeps the secrets out of logs. */
    @Override
    public String toString() {
        return "BootstrapProperties[]";
    }
}
