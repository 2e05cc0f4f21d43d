package org.drawbridge.web.plan;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drawbridge.format.DiffHunk;
import org.drawbridge.format.DiffLine;
import org.drawbridge.format.FileDiff;
import org.drawbridge.format.FormatException;
import org.drawbridge.format.UnifiedDiff;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.Step;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a file's change as a page shows them.
 *
 * @param split whether before and after stand side by side; never where a whole file comes or goes, which has one side only
 * @param binary whether the file is no text that could be shown
 * @param hunks the stretches that change; none where nothing is to be shown
 * @param added how many lines are new
 * @param removed how many lines go
 */
public record PlanDiff(boolean split, boolean binary, List<HunkView> hunks, int added, int removed) {

    /** Nothing to show. */
    static final PlanDiff NONE = new PlanDiff(false, false, List.of(), 0, 0);

    static PlanDiff of(Step.Change change, boolean split) {
        if (!(change.artifact() instanceof Artifact.File file)) {
            return NONE;
        }
        return of(between(file, change), split);
    }

    /** The lines of a unified diff of one file; nothing where it is none. */
    public static PlanDiff ofText(String text, boolean split) {
        if (text.isEmpty()) {
            return NONE;
        }
        try {
            return of(UnifiedDiff.parse(text.getBytes(StandardCharsets.UTF_8)).getFirst(), split);
        } catch (FormatException noText) {
            return NONE;
        }
    }

    static PlanDiff of(FileDiff diff, boolean split) {
        int lines = diff.hunks().stream().mapToInt(hunk -> hunk.lines().size()).sum();
        int added = count(diff, DiffLine.Kind.ADDED);
        int removed = count(diff, DiffLine.Kind.REMOVED);
        boolean whole = lines == added || lines == removed;
        boolean both = split && !whole;
        List<HunkView> hunks = new ArrayList<>();
        int next = 1;
        for (DiffHunk hunk : diff.hunks()) {
            hunks.add(new HunkView(
                    Math.max(0, hunk.oldStart() - next),
                    whole ? "" : hunk.header(),
                    both ? sideBySide(hunk) : unified(hunk)));
            next = hunk.oldStart() + hunk.oldCount();
        }
        return new PlanDiff(both, diff.binary(), List.copyOf(hunks), added, removed);
    }

    /** How many lines come and go, such as {@code +3 −1}; what is none is left out. */
    public String counts() {
        return Stream.of(added > 0 ? "+" + added : "", removed > 0 ? "−" + removed : "")
                .filter(count -> !count.isEmpty())
                .collect(Collectors.joining(" "));
    }

    /** The change as a unified diff, or null for what is no file. */
    static @Nullable String textOf(Step.Change change) {
        return change.artifact() instanceof Artifact.File file
                ? between(file, change).text()
                : null;
    }

    private static FileDiff between(Artifact.File file, Step.Change change) {
        return FileDiff.between(file.path().value(), bytes(change.before()), bytes(change.after()));
    }

    private static byte @Nullable [] bytes(Content content) {
        return content instanceof Content.FileContent file ? file.image().content() : null;
    }

    private static int count(FileDiff diff, DiffLine.Kind kind) {
        return (int) diff.hunks().stream()
                .flatMap(hunk -> hunk.lines().stream())
                .filter(line -> line.kind() == kind)
                .count();
    }

    private static List<RowView> unified(DiffHunk hunk) {
        return hunk.lines().stream()
                .map(line -> new RowView(SideView.of(line), null))
                .toList();
    }

    private static List<RowView> sideBySide(DiffHunk hunk) {
        return hunk.sideBySide().stream()
                .map(row -> new RowView(SideView.of(row.before()), SideView.of(row.after())))
                .toList();
    }

    /**
     * One stretch.
     *
     * @param skipped how many unchanged lines lie between it and the one before
     * @param header where it lies, or the empty text for a whole file
     */
    record HunkView(int skipped, String header, List<RowView> rows) {}

    /** One line, or one before and one after beside each other. */
    record RowView(@Nullable SideView one, @Nullable SideView other) {}

    /**
     * A line with its marks.
     *
     * @param tone {@code add}, {@code del} or the empty text
     * @param sign what stands before it in a unified diff
     */
    record SideView(String tone, String sign, String oldNumber, String newNumber, List<Piece> pieces, boolean ended) {

        static @Nullable SideView of(@Nullable DiffLine line) {
            if (line == null) {
                return null;
            }
            String tone = switch (line.kind()) {
                case ADDED -> "add";
                case REMOVED -> "del";
                case CONTEXT -> "";
            };
            String sign = switch (line.kind()) {
                case ADDED -> "+";
                case REMOVED -> "−";
                case CONTEXT -> " ";
            };
            return new SideView(
                    tone, sign, number(line.oldNumber()), number(line.newNumber()), Piece.of(line), line.ended());
        }

        private static String number(int number) {
            return number == 0 ? "" : Integer.toString(number);
        }
    }

    /** A stretch of a line, marked where it differs from the line that took its place. */
    record Piece(String text, boolean marked) {

        static List<Piece> of(DiffLine line) {
            List<Piece> pieces = new ArrayList<>();
            int at = 0;
            for (DiffLine.Mark mark : line.marks()) {
                add(pieces, line.text().substring(at, mark.from()), false);
                add(pieces, line.text().substring(mark.from(), mark.to()), true);
                at = mark.to();
            }
            add(pieces, line.text().substring(at), false);
            return List.copyOf(pieces);
        }

        private static void add(List<Piece> pieces, String text, boolean marked) {
            if (!text.isEmpty()) {
                pieces.add(new Piece(VisibleText.of(text), marked));
            }
        }
    }
}
