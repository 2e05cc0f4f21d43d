package org.drawbridge.web.drift;

import org.drawbridge.drift.Drift;
import org.drawbridge.drift.DriftKind;
import org.drawbridge.web.plan.PlanDiff;

/**
 * A difference as its page shows it.
 *
 * @param what the artifact in words
 * @param mark the sign for its kind
 * @param now the lines that differ from what was applied
 * @param ours the lines that the bridge changed in the stock file
 */
public record DriftView(Drift drift, String what, String mark, PlanDiff now, PlanDiff ours) {

    public static DriftView of(Drift drift) {
        return new DriftView(
                drift,
                what(drift.artifact()),
                mark(drift.kind()),
                PlanDiff.ofText(drift.diff(), false),
                PlanDiff.ofText(drift.stockDiff(), false));
    }

    public boolean isIgnored() {
        return drift.ignored().isPresent();
    }

    public boolean canPutBack() {
        return drift.profile() != null;
    }

    private static String mark(DriftKind kind) {
        return switch (kind) {
            case CHANGED -> "changed";
            case MISSING -> "removed";
            case UNEXPECTED -> "added";
        };
    }

    /** {@code file:sys-net:/x} becomes {@code sys-net: /x}. */
    static String what(String artifact) {
        String[] parts = artifact.split(":", 3);
        return parts[0].equals("file") ? parts[1] + ": " + parts[2] : parts[1] + ": " + parts[0] + " " + parts[2];
    }
}
