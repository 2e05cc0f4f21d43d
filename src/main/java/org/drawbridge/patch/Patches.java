package org.drawbridge.patch;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.drawbridge.audit.Actor;
import org.drawbridge.audit.AuditEvent;
import org.drawbridge.audit.AuditLog;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The user's patches: taken in, listed, deleted. */
@Service
public class Patches {

    private final PatchTable table;
    private final AuditLog audit;
    private final Clock clock;

    Patches(PatchTable table, AuditLog audit, Clock clock) {
        this.table = table;
        this.audit = audit;
        this.clock = clock;
    }

    /** Every patch, by its target. */
    @Transactional(readOnly = true)
    public List<Patch> list() {
        return table.all();
    }

    /** Every patch as it is applied, by its target. */
    @Transactional(readOnly = true)
    public List<PatchText> texts() {
        return table.texts();
    }

    /**
     * Takes in diffs, or archives (zip, tar in gzip) of them; a patch for a target takes the place of an earlier one.
     *
     * @throws InvalidPatchException when anything in it cannot be taken; nothing is kept then
     */
    @Transactional
    public List<Patch> upload(List<UploadedFile> files, Actor actor) {
        return keep(PatchReader.read(files, false), actor);
    }

    /** Takes in one of the lab's samples; it is labelled as such. */
    @Transactional
    public List<Patch> addSample(String fileName, byte[] bytes) {
        return keep(PatchReader.read(List.of(UploadedFile.of(fileName, bytes)), true), Actor.SYSTEM);
    }

    /**
     * Deletes a patch; what it did to a host stays.
     *
     * @throws PatchNotFoundException when there is no such patch
     */
    @Transactional
    public void delete(UUID id, Actor actor) {
        Patch patch = table.find(id).orElseThrow(() -> new PatchNotFoundException(id));
        audit.append(event(actor, "patch.delete", patch));
        table.delete(id);
    }

    private List<Patch> keep(List<PatchText> texts, Actor actor) {
        List<Patch> kept = new ArrayList<>();
        for (PatchText text : texts) {
            Patch patch = new Patch(
                    UUID.randomUUID(),
                    text.name(),
                    text.target(),
                    PatchTable.sum(text.content()),
                    clock.instant(),
                    actor.name(),
                    text.sample());
            audit.append(event(actor, "patch.upload", patch));
            table.put(patch, text.content());
            kept.add(patch);
        }
        return List.copyOf(kept);
    }

    private static AuditEvent event(Actor actor, String action, Patch patch) {
        return AuditEvent.of(actor, action, "patch:" + patch.target(), AuditEvent.Outcome.SUCCESS)
                .with("name", patch.name())
                .with("sha256", patch.sha256().hex());
    }
}
