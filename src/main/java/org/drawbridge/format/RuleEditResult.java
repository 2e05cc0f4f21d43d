package org.drawbridge.format;

import java.util.List;

/** What became of an edit: the whole new document, or all that stands against it. */
public sealed interface RuleEditResult {

    /** The document with all edits made. */
    record Edited(IptablesSave document) implements RuleEditResult {}

    /** Nothing was edited. */
    record Refused(List<Obstacle> obstacles) implements RuleEditResult {

        public Refused {
            obstacles = List.copyOf(obstacles);
        }
    }

    /**
     * One reason against an edit.
     *
     * @param line the line it is about, counted from 1; 0 if it is about the file
     * @param what a sentence
     * @param remedy a sentence: what to do next
     */
    record Obstacle(int line, String what, String remedy) {}
}
