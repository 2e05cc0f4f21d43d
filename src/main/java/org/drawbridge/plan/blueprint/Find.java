package org.drawbridge.plan.blueprint;

import java.util.List;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Finding.Severity;

/** Words for findings. */
final class Find {

    private Find() {}

    static Finding blocker(String code, String message, String why, String remedy) {
        return new Finding(Severity.BLOCKER, code, message, why, remedy);
    }

    static Finding warning(String code, String message, String why, String remedy) {
        return new Finding(Severity.WARNING, code, message, why, remedy);
    }

    static Finding note(String code, String message, String why, String remedy) {
        return new Finding(Severity.NOTE, code, message, why, remedy);
    }

    /** One finding or none. */
    static List<Finding> when(boolean condition, Finding finding) {
        return condition ? List.of(finding) : List.of();
    }
}
