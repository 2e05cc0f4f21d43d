package org.drawbridge.web.audit;

/** The sign and colour that go with an outcome. */
public final class AuditMarks {

    private AuditMarks() {}

    /** The mark of a badge. */
    public static String of(String outcome) {
        return switch (outcome) {
            case "success" -> "done";
            case "intent" -> "action";
            case "denied" -> "warning";
            default -> "wrong";
        };
    }
}
