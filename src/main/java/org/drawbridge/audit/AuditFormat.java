package org.drawbridge.audit;

/** How the log is written to a file; both forms can be checked offline. */
public enum AuditFormat {
    /** JSON Lines: one entry a line, in its canonical form. */
    JSONL("application/jsonl"),
    /**
     * RFC 4180, every cell quoted. A cell that a spreadsheet would take for a formula, and one that begins with an apostrophe,
     * gets an apostrophe before it.
     */
    CSV("text/csv");

    private final String mediaType;

    AuditFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** The ending of a file's name, which is also the name in addresses. */
    public String ending() {
        return this == JSONL ? "jsonl" : "csv";
    }
}
