package org.drawbridge.account;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.drawbridge.audit.Actor;
import org.drawbridge.audit.AuditEvent;
import org.drawbridge.audit.AuditEvent.Outcome;
import org.drawbridge.audit.AuditLog;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The users: listed, made and changed, every change in one transaction with its audit entry. */
public final class People {

    private final PersonRows rows;
    private final TransactionTemplate transaction;
    private final PasswordEncoder passwords;
    private final AuditLog audit;
    private final Clock clock;

    People(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            PasswordEncoder passwords,
            AuditLog audit,
            Clock clock) {
        this.rows = new PersonRows(jdbc);
        this.transaction = new TransactionTemplate(transactions);
        this.passwords = passwords;
        this.audit = audit;
        this.clock = clock;
    }

    /** All, by name. */
    public List<Person> all() {
        return rows.all();
    }

    public Optional<Person> named(String name) {
        return rows.byName(AccountRules.normal(name));
    }

    /** Whether no one is there yet who could log in. */
    public boolean isEmpty() {
        return rows.all().isEmpty();
    }

    /**
     * Makes a user.
     *
     * @throws AccountInputException with all that is wrong, under {@code name}, {@code password} and {@code role}
     */
    public void create(Actor actor, String name, String password, String role) {
        String normal = AccountRules.normal(name);
        Violations violations = new Violations();
        AccountRules.checkName(normal, violations);
        AccountRules.checkPassword(normal, password, violations);
        Optional<Role> known = Role.of(role);
        violations.addIf(known.isEmpty(), "role", "Choose viewer, operator or administrator.");
        violations.addIf(
                rows.byName(normal).isPresent(),
                "name",
                "There is a user " + normal + " already. Choose another name.");
        violations.raise();
        insert(actor, normal, password, known.orElseThrow());
    }

    /** Makes the very first user, an administrator; false if someone was faster. */
    boolean createFirst(Actor actor, String name, String password) {
        String hash = passwords.encode(password);
        return Boolean.TRUE.equals(transaction.execute(status -> {
            rows.lock();
            if (!isEmpty()) {
                return false;
            }
            insertHashed(actor, name, hash, Role.ADMINISTRATOR);
            return true;
        }));
    }

    /**
     * Changes what someone may do, and whether they may log in at all. Their sessions end.
     *
     * @throws AccountInputException if the user is not there, or no administrator would remain
     */
    public void change(Actor actor, long id, String role, boolean enabled) {
        Violations violations = new Violations();
        Optional<Role> known = Role.of(role);
        violations.addIf(known.isEmpty(), "role", "Choose viewer, operator or administrator.");
        violations.raise();
        transaction.executeWithoutResult(status -> {
            rows.lock();
            Person before = existing(id);
            Role after = known.orElseThrow();
            violations.addIf(
                    (after != Role.ADMINISTRATOR || !enabled) && isLastAdministrator(before),
                    "",
                    before.name() + " is the only administrator who can log in. Make another one first.");
            violations.raise();
            rows.change(id, after, enabled);
            audit.append(event(actor, "user.change", before.name())
                    .with("before", standing(before.role(), before.enabled()))
                    .with("after", standing(after, enabled)));
        });
    }

    /** Gives someone another password. Their sessions end. */
    public void setPassword(Actor actor, long id, String password) {
        Person person = existing(id);
        Violations violations = new Violations();
        AccountRules.checkPassword(person.name(), password, violations);
        violations.raise();
        storePassword(actor, person, password);
    }

    /** Changes one's own password; the one so far is asked for. All one's sessions end. */
    public void changeOwnPassword(Actor actor, String name, String current, String wanted) {
        Person person = named(name).orElseThrow(() -> noSuchUser());
        Violations violations = new Violations();
        violations.addIf(
                !matches(person.name(), current), "current", "This is not your password so far. Type it again.");
        AccountRules.checkPassword(person.name(), wanted, violations);
        violations.raise();
        storePassword(actor, person, wanted);
    }

    boolean matches(String name, String password) {
        return rows.password(name)
                .filter(hash -> !AccountRules.isTooLong(password) && passwords.matches(password, hash))
                .isPresent();
    }

    void loggedIn(Person person) {
        rows.loggedIn(person.id(), clock.instant());
    }

    /** True once in the life of a database. */
    boolean begin() {
        return rows.begin(clock.instant());
    }

    private void insert(Actor actor, String name, String password, Role role) {
        String hash = passwords.encode(password);
        transaction.executeWithoutResult(status -> {
            rows.lock();
            insertHashed(actor, name, hash, role);
        });
    }

    private void insertHashed(Actor actor, String name, String hash, Role role) {
        rows.insert(name, hash, role, clock.instant());
        audit.append(event(actor, "user.create", name).with("after", standing(role, true)));
    }

    private void storePassword(Actor actor, Person person, String password) {
        String hash = passwords.encode(password);
        transaction.executeWithoutResult(status -> {
            rows.changePassword(person.id(), hash);
            audit.append(event(actor, "user.password", person.name()));
        });
    }

    private Person existing(long id) {
        return rows.byId(id).orElseThrow(() -> noSuchUser());
    }

    private static AccountInputException noSuchUser() {
        Violations violations = new Violations();
        violations.add("", "This user is not there any more. Look at the list again.");
        return new AccountInputException(violations.byField());
    }

    private boolean isLastAdministrator(Person person) {
        return isActiveAdministrator(person)
                && rows.all().stream().filter(People::isActiveAdministrator).count() == 1;
    }

    private static boolean isActiveAdministrator(Person person) {
        return person.enabled() && person.role() == Role.ADMINISTRATOR;
    }

    private static AuditEvent event(Actor actor, String action, String name) {
        return AuditEvent.of(actor, action, "user:" + name, Outcome.SUCCESS);
    }

    private static String standing(Role role, boolean enabled) {
        return enabled ? role.word() : role.word() + ", may not log in";
    }
}
