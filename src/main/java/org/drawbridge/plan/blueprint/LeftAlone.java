package org.drawbridge.plan.blueprint;

import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Finding.Severity;

/** The note for a setting that somebody else changed after the profile was applied: it is not put back. */
final class LeftAlone {

    private LeftAlone() {}

    static Finding finding(Artifact artifact, Content now) {
        String what = artifact.where().label() + ": " + artifact.kind() + " " + artifact.locator();
        return new Finding(
                Severity.NOTE,
                "changed-since",
                what + " was changed by another hand since the profile was applied; it stays " + Titles.text(now) + ".",
                "Putting the old value back would undo that person's change.",
                "Set it by hand if it should be as it was before the profile.");
    }
}
