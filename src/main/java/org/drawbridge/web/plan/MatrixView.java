package org.drawbridge.web.plan;

import java.util.ArrayList;
import java.util.List;
import org.drawbridge.exposure.Matrix;
import org.drawbridge.exposure.Matrix.Cell;
import org.drawbridge.exposure.Matrix.Passes;
import org.drawbridge.exposure.Matrix.Side;

/**
 * What passes between zones before and after a plan, as a table: who begins in the rows, who is reached in the columns.
 *
 * @param columns the zones
 * @param leftOut names of routed qubes that are not in the table
 */
record MatrixView(List<String> columns, List<Row> rows, String leftOut) {

    private static final int NAMED = 6;

    /** One zone that begins. */
    record Row(String from, List<Square> squares) {}

    /**
     * One pair of zones.
     *
     * @param to who is reached; for the zone itself {@code mark} is empty and the square too
     * @param mark the sign of the change, as the styles name it
     * @param change the mark as a word
     * @param now what passes afterwards
     * @param was what passed before
     */
    record Square(String to, String mark, String change, Words now, Words was) {}

    /** What passes on one side, in few words, with the rules that decide. */
    record Words(String text, List<String> rules) {}

    static MatrixView of(Matrix matrix) {
        List<Row> rows = new ArrayList<>();
        for (String from : matrix.zones()) {
            List<Square> squares = new ArrayList<>();
            for (String to : matrix.zones()) {
                squares.add(matrix.cells().stream()
                        .filter(cell -> cell.from().equals(from) && cell.to().equals(to))
                        .findFirst()
                        .map(MatrixView::square)
                        .orElse(new Square(to, "", "", new Words("", List.of()), new Words("", List.of()))));
            }
            rows.add(new Row(from, squares));
        }
        return new MatrixView(matrix.zones(), rows, names(matrix.leftOut()));
    }

    private static Square square(Cell cell) {
        String mark = mark(cell);
        String change = switch (mark) {
            case "added" -> "opens";
            case "removed" -> "closes";
            case "changed" -> "changes";
            default -> "as before";
        };
        return new Square(cell.to(), mark, change, words(cell.after()), words(cell.before()));
    }

    private static String mark(Cell cell) {
        boolean was = passes(cell.before());
        boolean is = passes(cell.after());
        if (!cell.changes() || (!was && !is)) {
            return "same";
        }
        return was == is ? "changed" : is ? "added" : "removed";
    }

    private static boolean passes(Side side) {
        return side.passes() != Passes.NOTHING && side.passes() != Passes.ELSEWHERE;
    }

    private static Words words(Side side) {
        String text = switch (side.passes()) {
            case ALL -> "everything";
            case SOME -> side.traffic().equals("everything") ? "everything, to some hosts" : side.traffic();
            case NOTHING -> "nothing";
            case UNKNOWN -> side.traffic().isEmpty() ? "not known" : side.traffic() + ", the rest not known";
            case ELSEWHERE -> "not at this net qube";
        };
        return new Words(text, side.rules());
    }

    private static String names(List<String> names) {
        int more = names.size() - NAMED;
        String some = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
        return more > 0 ? some + " and " + more + " more" : some;
    }
}
