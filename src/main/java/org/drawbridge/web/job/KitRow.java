package org.drawbridge.web.job;

import java.time.Instant;
import java.util.List;
import org.drawbridge.job.RescueKits;
import org.jspecify.annotations.Nullable;

/**
 * A kit as pages show it.
 *
 * @param mark the sign for its state
 * @param word its state in words
 * @param sentence what it does, did or would do
 * @param time when it goes back, or went back; null where it does neither
 */
record KitRow(
        String name,
        @Nullable Long job,
        String mark,
        String word,
        String sentence,
        @Nullable Instant time,
        List<String> left,
        List<String> files) {

    static KitRow of(RescueKits.KitView kit) {
        return new KitRow(
                kit.name(), kit.job(), mark(kit), word(kit), sentence(kit), time(kit), kit.left(), kit.files());
    }

    /** When it goes back, or went back; of one that is switched off there is nothing to tell. */
    private static @Nullable Instant time(RescueKits.KitView kit) {
        return kit.armed() ? kit.until() : kit.restoredAt();
    }

    private static String mark(RescueKits.KitView kit) {
        return switch (kit.state()) {
            case "armed", "timed" -> "waiting";
            case "restoring" -> "running";
            case "restored" -> kit.left().isEmpty() ? "done" : "wrong";
            default -> "note";
        };
    }

    private static String word(RescueKits.KitView kit) {
        return switch (kit.state()) {
            case "begun" -> "not armed yet";
            case "armed" -> "armed";
            case "timed" -> "until a time";
            case "restoring" -> "going back";
            case "restored" -> "went back";
            case "kept" -> "switched off";
            default -> "not known";
        };
    }

    private static String sentence(RescueKits.KitView kit) {
        return switch (kit.state()) {
            case "begun" -> "Somebody agreed to the job on the host; nothing was changed yet.";
            case "armed" -> "The host goes back by itself when the time is over, or when it was switched off and on.";
            case "timed" -> "The bridge stays until its time; a little later the host takes it down by itself.";
            case "restoring" -> "The host is going back by itself.";
            case "restored" ->
                kit.left().isEmpty()
                        ? "The host went back by itself: everything is as it was before the job."
                        : "The host went back by itself, and left some of it as it is.";
            case "kept" ->
                "The job was kept or taken back, so the host does nothing by itself. Its script still works.";
            default -> "The state of this kit cannot be read.";
        };
    }
}
