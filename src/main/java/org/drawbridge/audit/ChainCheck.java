package org.drawbridge.audit;

import org.drawbridge.audit.AuditVerification.Checkpoint;
import org.jspecify.annotations.Nullable;

/** Walks along the chain, one entry after the other, and remembers the first that does not hold. */
final class ChainCheck {

    private long entries;
    private long last;
    private String hash = AuditEntry.START;
    private @Nullable Long firstBad;
    private @Nullable String problem;

    void accept(AuditEntry entry) {
        entries++;
        if (firstBad != null) {
            return;
        }
        long expected = last + 1;
        if (entry.seq() != expected) {
            bad(expected, "Entry " + entry.seq() + " stands where entry " + expected + " belongs.");
        } else if (!entry.previous().equals(hash)) {
            bad(expected, "Entry " + expected + " does not name the hash of the entry before it.");
        } else if (!entry.hash().equals(entry.ownHash())) {
            bad(expected, "Entry " + expected + " is not what was hashed: it was changed after it was written.");
        } else {
            last = entry.seq();
            hash = entry.hash();
        }
    }

    /** Takes note of an entry that cannot be read at all. */
    void unreadable() {
        entries++;
        if (firstBad == null) {
            bad(last + 1, "Entry " + (last + 1) + " is not in the form in which entries are written.");
        }
    }

    /** Compares the end of the chain with the place where it is known to have got to. */
    void endsAt(@Nullable Checkpoint head) {
        if (firstBad != null) {
            return;
        }
        if (head == null) {
            bad(Math.max(last, 1), "The note of the last entry is missing.");
        } else if (head.seq() > last) {
            bad(last + 1, "Entry " + (last + 1) + " is missing: the log had come to entry " + head.seq() + ".");
        } else if (head.seq() < last) {
            bad(head.seq() + 1, "Entry " + (head.seq() + 1) + " was added by another hand.");
        } else if (!head.hash().equals(hash)) {
            bad(Math.max(last, 1), "Entry " + last + " is not the one that the log ended with.");
        }
    }

    /** Looks whether the chain goes through a place that was noted down earlier. */
    void passes(AuditEntry entry, Checkpoint known) {
        if (firstBad == null && entry.seq() == known.seq() && !entry.hash().equals(known.hash())) {
            bad(entry.seq(), "Entry " + entry.seq() + " is not the one that was noted down.");
        }
    }

    AuditVerification result() {
        @Nullable Checkpoint checkpoint = last == 0 ? null : new Checkpoint(last, hash);
        return new AuditVerification(entries, firstBad == null, firstBad, checkpoint, problem);
    }

    private void bad(long seq, String sentence) {
        firstBad = seq;
        problem = sentence;
    }
}
