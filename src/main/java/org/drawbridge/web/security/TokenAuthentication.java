package org.drawbridge.web.security;

import org.drawbridge.account.ApiToken;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A script, by its token; the secret itself is not kept. */
final class TokenAuthentication extends AbstractAuthenticationToken {

    private final transient ApiToken token;

    TokenAuthentication(ApiToken token) {
        super(Authorities.of(token.role()));
        this.token = token;
        setAuthenticated(true);
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return getName();
    }

    /** Such as {@code token:nightly-report}; no user is called so. */
    @Override
    public String getName() {
        return "token:" + token.name();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TokenAuthentication that && token.id() == that.token.id() && super.equals(other);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(token.id());
    }
}
