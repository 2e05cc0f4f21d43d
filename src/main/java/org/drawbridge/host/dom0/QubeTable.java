package org.drawbridge.host.dom0;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drawbridge.host.HostException;
import org.drawbridge.name.InvalidNameException;
import org.drawbridge.name.QubeName;

/** Reads the table that R2B2's {@code qvm-ls} draws: a head between two rules, then a qube a row, cells ending with a bar. */
final class QubeTable {

    private QubeTable() {}

    /**
     * The rows.
     *
     * @throws HostException.BadAnswer when it is no such table
     */
    static List<Row> parse(List<String> lines) {
        List<String> rows = lines.stream().filter(line -> line.contains("|")).toList();
        if (rows.isEmpty()) {
            throw bad("it has no head");
        }
        List<String> head = cells(rows.getFirst());
        List<Row> qubes = new ArrayList<>();
        for (String line : rows.subList(1, rows.size())) {
            List<String> cells = cells(line);
            if (cells.size() != head.size()) {
                throw bad("a row has another number of cells than the head");
            }
            Map<String, String> row = new LinkedHashMap<>();
            for (int at = 0; at < head.size(); at++) {
                row.put(head.get(at), cells.get(at));
            }
            qubes.add(new Row(name(row.getOrDefault("name", "")), row));
        }
        return qubes;
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        for (String cell : line.substring(0, line.lastIndexOf('|')).split("\\|", -1)) {
            cells.add(cell.strip());
        }
        return cells;
    }

    /** The table marks templates, net qubes, disposables and the default template with signs around the name. */
    private static QubeName name(String decorated) {
        try {
            return QubeName.of(decorated.replaceFirst("^=>", "").replaceAll("[\\[\\]<>{}]", ""));
        } catch (InvalidNameException exception) {
            throw bad(String.valueOf(exception.getMessage()));
        }
    }

    private static HostException.BadAnswer bad(String why) {
        return new HostException.BadAnswer("qvm-ls did not print the table of R2B2: " + why
                + ". Check that the tool is R2B2's, or set drawbridge.dom0.release.");
    }

    /** A qube's row. */
    record Row(QubeName qube, Map<String, String> cells) {

        String cell(String head) {
            return cells.getOrDefault(head, "");
        }
    }
}
