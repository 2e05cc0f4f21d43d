package org.drawbridge.account;

import java.security.SecureRandom;
import java.util.Base64;

/** Secrets that no one can guess. */
final class RandomText {

    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomText() {}

    /** 43 letters, digits, hyphens and underscores. */
    static String of256Bits() {
        byte[] bits = new byte[32];
        RANDOM.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }
}
