package org.drawbridge.web.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drawbridge.host.lab.LabCall;
import org.drawbridge.host.lab.LabFault;
import org.jspecify.annotations.Nullable;

/**
 * A fault as a person orders it; every field may be missing or nonsense.
 *
 * @param kind what happens
 * @param operation to which call
 * @param containing a text that the call's line must hold
 * @param nth which of those calls, from 1
 */
record FaultForm(
        @Nullable String kind,
        @Nullable String operation,
        @Nullable String containing,
        @Nullable String nth) {

    private static final int LONGEST_TEXT = 200;

    /** What the form shows at first. */
    static final FaultForm EMPTY = new FaultForm(LabFault.Kind.FAIL.name(), LabCall.Operation.WRITE.name(), "", "1");

    /** What is wrong with it, by field; empty if nothing is. */
    Map<String, List<String>> violations() {
        Map<String, List<String>> violations = new LinkedHashMap<>();
        if (Arrays.stream(LabFault.Kind.values()).noneMatch(each -> each.name().equals(kind))) {
            add(violations, "kind", "Choose what happens from the list.");
        }
        if (Arrays.stream(LabCall.Operation.values())
                .noneMatch(each -> each.name().equals(operation))) {
            add(violations, "operation", "Choose a call from the list.");
        }
        if (containing != null && containing.length() > LONGEST_TEXT) {
            add(violations, "containing", "Use up to " + LONGEST_TEXT + " characters.");
        }
        if (nth == null || !nth.matches("[1-9][0-9]{0,3}")) {
            add(violations, "nth", "Write a whole number from 1 to 9999; 1 is the next one.");
        }
        return violations;
    }

    /** The fault; only for a form without violations. */
    LabFault fault() {
        return LabFault.at(
                LabFault.Kind.valueOf(String.valueOf(kind)),
                LabCall.Operation.valueOf(String.valueOf(operation)),
                containing == null ? "" : containing.strip(),
                Integer.parseInt(String.valueOf(nth)));
    }

    private static void add(Map<String, List<String>> violations, String field, String sentence) {
        violations.computeIfAbsent(field, each -> new ArrayList<>()).add(sentence);
    }
}
