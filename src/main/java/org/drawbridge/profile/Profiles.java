package org.drawbridge.profile;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.drawbridge.audit.Actor;
import org.drawbridge.audit.AuditEvent;
import org.drawbridge.audit.AuditLog;
import org.drawbridge.inventory.Inventory;
import org.drawbridge.profile.BridgeProfile.Applied;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The bridge profiles: every change is checked, stored with its version and audited, all of it or nothing. */
@Service
public class Profiles {

    private final ProfileTable profiles;
    private final ProfileVersionTable versions;
    private final Inventory inventory;
    private final AuditLog auditLog;
    private final Clock clock;

    Profiles(ProfileTable profiles, ProfileVersionTable versions, Inventory inventory, AuditLog auditLog, Clock clock) {
        this.profiles = profiles;
        this.versions = versions;
        this.inventory = inventory;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    /** Every profile, by name. */
    @Transactional(readOnly = true)
    public List<BridgeProfile> all() {
        return profiles.all();
    }

    @Transactional(readOnly = true)
    public Optional<BridgeProfile> find(long id) {
        return profiles.find(id);
    }

    /**
     * The profile of that number.
     *
     * @throws NoSuchProfileException when there is none
     */
    @Transactional(readOnly = true)
    public BridgeProfile get(long id) {
        return profiles.find(id).orElseThrow(() -> new NoSuchProfileException(id));
    }

    /** Every state that the profile had, newest first; also of one that was deleted. */
    public List<ProfileVersion> versions(long id) {
        return versions.of(id);
    }

    /**
     * Stores a new profile.
     *
     * @throws InvalidProfileException with all that is wrong with the input
     */
    @Transactional
    public BridgeProfile create(ProfileInput input, Actor actor) {
        profiles.lock();
        BridgeProfile wanted = validation(profiles.all()).validate(input, 0, 1, Optional.empty());
        BridgeProfile created = get(profiles.insert(wanted));
        remember(created, actor);
        auditLog.append(event(actor, "profile.create", created.id()).with("after", ProfileVersionTable.json(created)));
        return created;
    }

    /**
     * Stores the next version of a profile; without effect where the input says what is stored already.
     *
     * @param version the version that the input was made from
     * @throws ProfileConflictException when another version is stored
     * @throws InvalidProfileException with all that is wrong with the input
     */
    @Transactional
    public BridgeProfile edit(long id, long version, ProfileInput input, Actor actor) {
        profiles.lock();
        BridgeProfile before = get(id);
        if (before.version() != version) {
            throw new ProfileConflictException(before, input, version);
        }
        List<BridgeProfile> others =
                profiles.all().stream().filter(profile -> profile.id() != id).toList();
        BridgeProfile same = validation(others).validate(input, id, version, before.applied());
        if (same.equals(before)) {
            return before;
        }
        BridgeProfile wanted = validation(others).validate(input, id, version + 1, before.applied());
        if (!profiles.update(wanted)) {
            throw new ProfileConflictException(get(id), input, version);
        }
        remember(wanted, actor);
        auditLog.append(event(actor, "profile.edit", id)
                .with("before", ProfileVersionTable.json(before))
                .with("after", ProfileVersionTable.json(wanted)));
        return wanted;
    }

    /**
     * What a copy would start from: all of the profile but what only one can have (name, bridge, uplink, addresses,
     * and the qubes whose own card it takes).
     */
    @Transactional(readOnly = true)
    public ProfileInput copyOf(long id) {
        return new ProfileCopy(profiles.all()).of(get(id));
    }

    /**
     * Deletes a profile.
     *
     * @throws ProfileAppliedException when it is on the host
     */
    @Transactional
    public void delete(long id, Actor actor) {
        profiles.lock();
        BridgeProfile before = get(id);
        if (!profiles.delete(id)) {
            throw new ProfileAppliedException(before);
        }
        auditLog.append(event(actor, "profile.delete", id).with("before", ProfileVersionTable.json(before)));
    }

    /**
     * Notes that a job has begun to put a version of the profile on the host; part of the job's own transaction.
     *
     * @param until when it is taken down by itself
     * @throws NoSuchProfileException when the profile was deleted
     */
    @Transactional
    public void markApplied(long id, long job, long version, Optional<Instant> until) {
        profiles.lock();
        if (!profiles.mark(id, new Applied(job, version, until))) {
            throw new NoSuchProfileException(id);
        }
    }

    /** Notes that what that job put on the host is gone; without effect where another job has marked it since. */
    @Transactional
    public void clearApplied(long id, long job) {
        profiles.lock();
        profiles.clear(id, job);
    }

    private ProfileValidation validation(List<BridgeProfile> others) {
        return new ProfileValidation(KnownHost.of(inventory), others);
    }

    private void remember(BridgeProfile profile, Actor actor) {
        versions.append(profile, clock.instant().truncatedTo(ChronoUnit.MILLIS), actor.name());
    }

    private static AuditEvent event(Actor actor, String action, long id) {
        return AuditEvent.of(actor, action, "profile:" + id, AuditEvent.Outcome.SUCCESS);
    }
}
