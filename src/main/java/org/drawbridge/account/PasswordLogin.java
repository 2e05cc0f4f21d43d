package org.drawbridge.account;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.drawbridge.audit.Actor;
import org.drawbridge.audit.AuditEvent;
import org.drawbridge.audit.AuditEvent.Outcome;
import org.drawbridge.audit.AuditLog;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Decides on a name and a password, slows guessing down, and writes each try into the audit log. */
public final class PasswordLogin {

    private static final String NO_ONE = "unknown";

    private final People people;
    private final PasswordEncoder passwords;
    private final AuditLog audit;
    private final Throttle throttle;
    private final String decoy;

    PasswordLogin(People people, PasswordEncoder passwords, AuditLog audit, Clock clock) {
        this.people = people;
        this.passwords = passwords;
        this.audit = audit;
        this.throttle = new Throttle(clock);
        this.decoy = passwords.encode("no one has this password");
    }

    /** What came of a try. */
    public sealed interface Answer {

        record Accepted(Person person) implements Answer {}

        /** Name, password or permission: which of them is not said. */
        record Refused() implements Answer {}

        /** Too many tries: not even the right password counts before that time is over. */
        record Wait(Duration left) implements Answer {}
    }

    /**
     * Decides on one try.
     *
     * @param actor how the try came; its name is not used
     */
    public Answer tryLogin(Actor actor, String name, String password) {
        String normal = AccountRules.normal(name);
        Duration left = throttle.waits(normal);
        Optional<Person> person = people.named(normal);
        if (left.isPositive()) {
            record(actor, person, Outcome.DENIED, "too many tries");
            return new Answer.Wait(left);
        }
        if (person.isEmpty()) {
            // Takes as long as for someone who is there.
            passwords.matches(AccountRules.isTooLong(password) ? "" : password, decoy);
        }
        if (person.isPresent()
                && people.matches(normal, password)
                && person.get().enabled()) {
            throttle.hit(normal);
            people.loggedIn(person.get());
            record(actor, person, Outcome.SUCCESS, "");
            return new Answer.Accepted(person.get());
        }
        throttle.missed(normal);
        record(actor, person, Outcome.DENIED, person.isEmpty() ? "no such user" : "password or permission");
        return new Answer.Refused();
    }

    /** A name that no one has is not written down: it may be a password in the wrong field. */
    private void record(Actor actor, Optional<Person> person, Outcome outcome, String reason) {
        String name = person.map(Person::name).orElse(NO_ONE);
        AuditEvent event =
                AuditEvent.of(new Actor(name, actor.via(), actor.request()), "user.login", "user:" + name, outcome);
        audit.append(reason.isEmpty() ? event : event.with("reason", reason));
    }
}
