package org.drawbridge.job;

import java.util.List;

/** What a plan was made from no longer holds. */
public final class StalePlanException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<ChangedArtifact> changed;

    public StalePlanException(String sentence, List<ChangedArtifact> changed) {
        super(sentence);
        this.changed = List.copyOf(changed);
    }

    /** What is not as it was when the plan was made; empty where it is the plan itself. */
    public List<ChangedArtifact> changed() {
        return changed;
    }

    /**
     * Something that is not as it was.
     *
     * @param artifact what it is
     * @param expected how it was
     * @param found how it is
     * @param diff the difference as a unified diff, or the empty text
     */
    public record ChangedArtifact(String artifact, String expected, String found, String diff) {}
}
