package org.drawbridge.job;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.RescueDesk;
import org.drawbridge.name.QubeName;
import org.drawbridge.name.Sha256;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.PlanScript;
import org.drawbridge.plan.ScriptDirection;
import org.drawbridge.plan.Step;

/** Makes of a plan what lies on the host beside its manifest: what files were before, and the script that a person can export too. */
final class KitContents {

    private KitContents() {}

    /**
     * The contents for a plan.
     *
     * @param power how qubes stood before the job, where they are to stand so again
     */
    static RescueDesk.Contents of(Plan plan, List<PowerBook.Noted> power) {
        Map<QubeName, String> states = new HashMap<>();
        power.forEach(noted -> states.put(noted.qube(), noted.state()));
        Map<Sha256, FileImage> images = new HashMap<>();
        for (Step.Change change : plan.changes()) {
            if (change.before() instanceof Content.FileContent file) {
                images.put(file.image().sha256(), file.image());
            }
        }
        return new RescueDesk.Contents(
                PlanScript.of(plan, ScriptDirection.RESTORE).text(), images, states);
    }
}
