package org.drawbridge.web.security;

import java.time.Duration;
import org.drawbridge.account.PasswordLogin;
import org.drawbridge.account.PasswordLogin.Answer;
import org.drawbridge.audit.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

/** Asks the account module about the name and password of the form. */
final class FormLogin implements AuthenticationProvider {

    private final PasswordLogin passwords;

    FormLogin(PasswordLogin passwords) {
        this.passwords = passwords;
    }

    /** Too many tries; the right password would not be heard either. */
    static final class TooManyTriesException extends LockedException {

        private final Duration left;

        TooManyTriesException(Duration left) {
            super("Too many tries");
            this.left = left;
        }

        Duration left() {
            return left;
        }
    }

    @Override
    public Authentication authenticate(Authentication tried) throws AuthenticationException {
        @Nullable Object credentials = tried.getCredentials();
        String password = credentials == null ? "" : credentials.toString();
        Actor actor = new Actor("unknown", "console", String.valueOf(tried.getDetails()));
        return switch (passwords.tryLogin(actor, tried.getName(), password)) {
            case Answer.Accepted accepted ->
                UsernamePasswordAuthenticationToken.authenticated(
                        SignedIn.as(accepted.person()),
                        null,
                        Authorities.of(accepted.person().role()));
            case Answer.Refused refused -> throw new BadCredentialsException("Name or password");
            case Answer.Wait wait -> throw new TooManyTriesException(wait.left());
        };
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
