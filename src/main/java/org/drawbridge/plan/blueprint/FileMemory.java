package org.drawbridge.plan.blueprint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.Plan;

/**
 * What plans of all profiles made of files, in the order of time. A halted template shows its files only through a running qube,
 * and that one shows them as they were when it was started.
 */
public final class FileMemory {

    private final Map<Artifact.File, List<Content>> states = new LinkedHashMap<>();

    /** A plan was done. */
    public void done(Plan plan) {
        for (var change : plan.changes()) {
            if (change.artifact() instanceof Artifact.File file) {
                add(file, change.before());
                add(file, change.after());
            }
        }
    }

    /** A plan was taken back. */
    public void undone(Plan plan) {
        for (var change : plan.changes().reversed()) {
            if (change.artifact() instanceof Artifact.File file) {
                add(file, change.before());
            }
        }
    }

    private void add(Artifact.File file, Content content) {
        states.computeIfAbsent(file, each -> new ArrayList<>()).add(content);
    }

    /** What a file is now, if what a running qube shows of it is one of the states that it went through since; else that. */
    public Content expected(Artifact.File file, Content shown) {
        List<Content> known = states.getOrDefault(file, List.of());
        return known.contains(shown) ? known.getLast() : shown;
    }
}
