package org.drawbridge.web.security;

import java.io.Serializable;
import org.drawbridge.account.Person;
import org.drawbridge.account.Role;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * A person with a session.
 *
 * @param version which state of the person the session began with
 */
public record SignedIn(String name, Role role, long version) implements AuthenticatedPrincipal, Serializable {

    static SignedIn as(Person person) {
        return new SignedIn(person.name(), person.role(), person.version());
    }

    @Override
    public String getName() {
        return name;
    }

    boolean isStill(Person person) {
        return person.enabled() && person.version() == version;
    }
}
