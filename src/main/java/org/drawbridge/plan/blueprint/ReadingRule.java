package org.drawbridge.plan.blueprint;

import java.util.ArrayList;
import java.util.List;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Step;
import org.drawbridge.plan.survey.Sight;

/** What of the host could not be read: a plan that does not know what is there is no plan. */
final class ReadingRule implements FindingRule {

    @Override
    public List<Finding> findings(Draft draft, List<Step> steps) {
        List<Finding> findings = new ArrayList<>();
        for (String trouble : draft.survey().troubles()) {
            findings.add(Find.blocker(
                    "host-unreadable",
                    trouble,
                    "A plan is made from what is really there, and that could not be seen.",
                    "Put that right, then plan again."));
        }
        draft.survey().files().forEach((file, sight) -> {
            if (sight instanceof Sight.Unreadable unreadable) {
                findings.add(Find.blocker(
                        "file-unreadable",
                        file.path() + " in " + file.place().label() + " cannot be read: " + unreadable.why(),
                        "A file whose content is not known is never changed.",
                        "Make it readable, then plan again."));
            }
        });
        return findings;
    }
}
