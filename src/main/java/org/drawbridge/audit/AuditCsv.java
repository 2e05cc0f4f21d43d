package org.drawbridge.audit;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The log as comma-separated values, written so that no spreadsheet runs a cell, and read back exactly. */
final class AuditCsv {

    static final List<String> HEAD =
            List.of("seq", "at", "actor", "via", "action", "subject", "outcome", "detail", "previous", "hash");

    /** What spreadsheets take for the beginning of a formula, and the guard itself. */
    private static final String GUARDED = "=+-@\t\r\n'\uff1d\uff0b\uff0d\uff20";

    private final CanonicalParser parser = new CanonicalParser();

    static void write(List<String> cells, Writer out) throws IOException {
        for (int at = 0; at < cells.size(); at++) {
            String cell = cells.get(at);
            boolean guarded = !cell.isEmpty() && GUARDED.indexOf(cell.charAt(0)) >= 0;
            out.write(at == 0 ? "\"" : ",\"");
            out.write(guarded ? "'" : "");
            out.write(cell.replace("\"", "\"\""));
            out.write('"');
        }
        out.write("\r\n");
    }

    static List<String> cells(AuditEntry entry) {
        return List.of(
                Long.toString(entry.seq()),
                CanonicalForm.time(entry.at()),
                entry.actor(),
                entry.via(),
                entry.action(),
                entry.subject(),
                entry.outcome(),
                CanonicalForm.detail(entry.detail()),
                entry.previous(),
                entry.hash());
    }

    /** The next record's cells; empty at the end of the file; null where the text is not in our form. */
    static @Nullable List<String> read(Reader in) throws IOException {
        List<String> cells = new ArrayList<>();
        int next = in.read();
        if (next < 0) {
            return cells;
        }
        while (next == '"') {
            StringBuilder cell = new StringBuilder();
            next = quoted(in, cell);
            cells.add(cell.isEmpty() || cell.charAt(0) != '\'' ? cell.toString() : cell.substring(1));
            if (next == '\r' && in.read() == '\n') {
                return cells;
            }
            next = next == ',' ? in.read() : -1;
        }
        return null;
    }

    /** The entry that the cells are, or null. */
    @Nullable
    AuditEntry entry(List<String> cells) {
        if (cells.size() != HEAD.size()) {
            return null;
        }
        @Nullable SortedMap<String, String> detail = parser.detail(cells.get(7));
        if (detail == null) {
            return null;
        }
        try {
            AuditEntry entry = new AuditEntry(
                    Long.parseLong(cells.get(0)),
                    Instant.parse(cells.get(1)),
                    cells.get(2),
                    cells.get(3),
                    cells.get(4),
                    cells.get(5),
                    cells.get(6),
                    detail,
                    cells.get(8),
                    cells.get(9));
            return cells(entry).equals(cells) ? entry : null;
        } catch (NumberFormatException | DateTimeException malformed) {
            return null;
        }
    }

    /** Reads up to the closing quotation mark and returns what follows it. */
    private static int quoted(Reader in, StringBuilder cell) throws IOException {
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next != '"') {
                cell.append((char) next);
                continue;
            }
            next = in.read();
            if (next != '"') {
                return next;
            }
            cell.append('"');
        }
        return -1;
    }
}
