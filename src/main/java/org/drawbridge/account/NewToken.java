package org.drawbridge.account;

/** A token just made, with its secret, which cannot be shown again. */
public record NewToken(ApiToken token, String secret) {

    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
        return "NewToken[" + token.prefix() + "…]";
    }
}
