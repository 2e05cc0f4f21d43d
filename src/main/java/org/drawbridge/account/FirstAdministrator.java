package org.drawbridge.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.drawbridge.audit.Actor;
import org.drawbridge.audit.AuditEvent;
import org.drawbridge.audit.AuditEvent.Outcome;
import org.drawbridge.audit.AuditLog;

/**
 * Lets whoever started the console make the first administrator, by a code for one use and 30 minutes.
 *
 * <p>The code stands behind the {@code #} of the link, which browsers keep to themselves, and goes back in a form; so it is in
 * no log of requests.
 */
public final class FirstAdministrator {

    private static final Duration VALID = Duration.ofMinutes(30);
    private static final String KEY = "set-up";

    private final People people;
    private final AuditLog audit;
    private final Clock clock;
    private final Path file;
    private final Throttle throttle;
    private final String code = RandomText.of256Bits();
    private final Instant validUntil;

    FirstAdministrator(People people, AuditLog audit, Clock clock, Path dataFolder) {
        this.people = people;
        this.audit = audit;
        this.clock = clock;
        this.file = dataFolder.resolve("setup");
        this.throttle = new Throttle(clock);
        this.validUntil = clock.instant().plus(VALID);
    }

    /** Whether no one can log in yet. */
    public boolean isNeeded() {
        return people.isEmpty();
    }

    /** The link for this start, if it is needed; it lies in the file {@code setup} of the data folder too. */
    public Optional<String> offer(String address) {
        try {
            Files.deleteIfExists(file);
            if (!isNeeded()) {
                return Optional.empty();
            }
            String link = address + "/setup#" + code;
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, link + "\n");
            return Optional.of(link);
        } catch (IOException exception) {
            throw new UncheckedIOException("The set-up link cannot be kept in " + file, exception);
        }
    }

    /**
     * Makes the administrator.
     *
     * @param actor how it came, its name is not used
     * @throws AccountInputException with all that is wrong, under {@code code}, {@code name} and {@code password}
     */
    public void setUp(Actor actor, String givenCode, String name, String password) {
        String normal = AccountRules.normal(name);
        checkCode(actor, givenCode.strip());
        Violations violations = new Violations();
        AccountRules.checkName(normal, violations);
        AccountRules.checkPassword(normal, password, violations);
        violations.raise();
        boolean first = people.createFirst(new Actor(normal, actor.via(), actor.request()), normal, password);
        violations.addIf(!first, "", "The first administrator has been made already. Log in.");
        violations.raise();
        try {
            Files.deleteIfExists(file);
        } catch (IOException exception) {
            throw new UncheckedIOException("The used set-up link cannot be removed from " + file, exception);
        }
    }

    private void checkCode(Actor actor, String given) {
        Violations violations = new Violations();
        if (!isNeeded()) {
            violations.add("", "The first administrator has been made already. Log in.");
        } else if (throttle.waits(KEY).isPositive()) {
            violations.add(
                    "code",
                    "There were too many wrong codes. Wait "
                            + throttle.waits(KEY).toSeconds() + " s and try again.");
        } else if (!matches(given)) {
            throttle.missed(KEY);
            deny(actor, "wrong code");
            violations.add("code", "This is not the code of this start. Open the link that the console printed last.");
        } else if (!clock.instant().isBefore(validUntil)) {
            deny(actor, "code too old");
            violations.add("code", "This code is older than 30 minutes. Start the console again for a new one.");
        }
        violations.raise();
    }

    private boolean matches(String given) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), code.getBytes(StandardCharsets.UTF_8));
    }

    private void deny(Actor actor, String reason) {
        audit.append(AuditEvent.of(
                        new Actor("unknown", actor.via(), actor.request()), "user.setup", "console", Outcome.DENIED)
                .with("reason", reason));
    }
}
