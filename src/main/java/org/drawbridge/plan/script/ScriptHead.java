package org.drawbridge.plan.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.drawbridge.exposure.Comparison;
import org.drawbridge.exposure.ExposureText;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.ScriptDirection;

/** Says at the head of a script what it does, what that opens, what a person must know first, and how it is run. */
final class ScriptHead {

    private final List<String> lines = new ArrayList<>();

    private ScriptHead() {}

    static List<String> of(Plan plan, ScriptDirection direction, String fileName) {
        ScriptHead head = new ScriptHead();
        head.what(plan, direction);
        head.summary(plan);
        head.exposure(plan);
        head.findings(plan.findings());
        head.how(direction, fileName);
        return List.copyOf(head.lines);
    }

    private void what(Plan plan, ScriptDirection direction) {
        boolean raises = plan.kind() == Plan.Kind.APPLY;
        String deed = (raises ? "raise" : "take away") + " the bridge “" + plan.profileName() + "” on Qubes "
                + plan.release().label();
        lines.add(
                switch (direction) {
                    case APPLY -> "Drawbridge: " + deed + ".";
                    case RESTORE -> "Drawbridge: go back on the plan to " + deed + ".";
                });
        lines.add("Plan " + plan.id() + " of " + plan.createdAt() + ", digest " + plan.digest() + ".");
    }

    private void summary(Plan plan) {
        lines.add("");
        lines.add("What the plan does:");
        plan.summary().forEach(sentence -> lines.add("  " + sentence));
        lines.add("  " + plan.changes().size() + " changes and "
                + plan.actions().size() + " commands; they are listed under “The plan”, at the end.");
    }

    private void exposure(Plan plan) {
        lines.add("");
        lines.add("What that opens:");
        List<String> said = plan.exposure()
                .map(ScriptHead::words)
                .orElseGet(() -> List.of("This could not be worked out. Read the rules in the steps."));
        said.forEach(line -> lines.add("  " + line));
    }

    private static List<String> words(Comparison comparison) {
        return ExposureText.lines(comparison);
    }

    private void findings(List<Finding> findings) {
        if (findings.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add("What you must know first:");
        for (Finding finding : findings) {
            lines.add("  " + finding.severity().name().toLowerCase(Locale.ROOT) + ", " + finding.code() + ": "
                    + finding.message() + " " + finding.why() + " " + finding.remedy());
        }
    }

    private void how(ScriptDirection direction, String fileName) {
        lines.add("");
        lines.add("How to run it: read it, bring it to dom0 (there: qvm-run --pass-io QUBE 'cat FILE' >" + fileName
                + "), and run there: sudo sh " + fileName);
        switch (direction) {
            case APPLY -> {
                lines.add(
                        "It looks first whether everything is as it was when the plan was made, and changes nothing otherwise."
                                + " It stops at the first step that does not work and takes the others back."
                                + " Nobody asks you to confirm: have the script for the other direction in dom0 before you run this.");
                lines.add(
                        "Exit codes: 0 done, or applied already; 3 refused, nothing was changed; 4 a step did not work, all is as"
                                + " before; 5 the same, and something is left to do, which it says.");
            }
            case RESTORE -> {
                lines.add(
                        "It puts back what the plan changed, as far as it still is what the plan made of it; what another hand"
                                + " changed since is left, and told. Run again, it does what is left, or nothing.");
                lines.add(
                        "Exit codes: 0 all is as before the plan; 3 refused, nothing was changed; 5 something was left, which it"
                                + " says.");
            }
        }
        lines.add(
                "It writes nothing for itself but in /var/lib/drawbridge of dom0: a lock, and the folders that it made.");
    }
}
