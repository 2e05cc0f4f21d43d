package org.drawbridge.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.drawbridge.format.DiffLine.Kind;
import org.drawbridge.format.PatchResult.AlreadyApplied;
import org.drawbridge.format.PatchResult.Applied;
import org.drawbridge.format.PatchResult.Placement;
import org.drawbridge.format.PatchResult.Rejected;
import org.jspecify.annotations.Nullable;

/**
 * Finds where the hunks of a patch belong and applies them, with the search order of GNU patch. Lines are compared byte
 * for byte: each byte is one character here, so that a target that is no UTF-8 is kept.
 */
final class HunkPlacer {

    private final FileDiff diff;
    private final List<String> target;
    private final List<String> result = new ArrayList<>();
    private final List<Placement> placements = new ArrayList<>();
    private int done;
    private int shift;

    private HunkPlacer(FileDiff diff, List<String> target) {
        this.diff = diff;
        this.target = target;
    }

    static PatchResult apply(FileDiff diff, byte @Nullable [] target) {
        PatchResult forward = attempt(diff, target);
        boolean fits = forward instanceof Applied || diff.hunks().isEmpty();
        return !fits && attempt(diff.reversed(), target) instanceof Applied ? new AlreadyApplied() : forward;
    }

    private static PatchResult attempt(FileDiff diff, byte @Nullable [] target) {
        byte[] bytes = target == null ? new byte[0] : target;
        List<String> lines = DiffBuilder.lines(new String(bytes, StandardCharsets.ISO_8859_1));
        HunkPlacer placer = new HunkPlacer(diff, lines);
        boolean there = target != null;
        return there == diff.creates() || diff.binary() ? placer.rejected(0) : placer.place();
    }

    private PatchResult place() {
        for (int i = 0; i < diff.hunks().size(); i++) {
            DiffHunk hunk = diff.hunks().get(i);
            List<String> pattern = side(hunk, Kind.ADDED);
            OptionalInt start = locate(hunk, pattern);
            if (start.isEmpty()) {
                return rejected(i);
            }
            int offset = start.getAsInt() - first(hunk);
            placements.add(new Placement(i + 1, start.getAsInt() + 1, offset));
            result.addAll(target.subList(done, start.getAsInt()));
            result.addAll(side(hunk, Kind.REMOVED));
            done = start.getAsInt() + pattern.size();
            shift = offset;
        }
        result.addAll(target.subList(done, target.size()));
        if (diff.deletes() && !result.isEmpty()) {
            return rejected(0);
        }
        return new Applied(joined().getBytes(StandardCharsets.ISO_8859_1), placements);
    }

    /** The lines; one that was its file's last and no longer is gets the feed that it lacked, as GNU patch does. */
    private String joined() {
        StringBuilder text = new StringBuilder();
        for (String line : result) {
            boolean open = !text.isEmpty() && text.charAt(text.length() - 1) != '\n';
            text.append(open ? "\n" : "").append(line);
        }
        return text.toString();
    }

    /** Index of the line where the hunk belongs by its own word. */
    private static int first(DiffHunk hunk) {
        return hunk.oldCount() == 0 ? hunk.oldStart() : hunk.oldStart() - 1;
    }

    /** Index of the line where the pattern stands, nearest to where it should be, later before earlier. */
    private OptionalInt locate(DiffHunk hunk, List<String> pattern) {
        int guess = first(hunk) + shift;
        int last = target.size() - pattern.size();
        if (pattern.isEmpty()) {
            return guess >= done && guess <= last ? OptionalInt.of(guess) : OptionalInt.empty();
        }
        int prefix = context(hunk.lines());
        int suffix = context(hunk.lines().reversed());
        if (prefix < suffix && hunk.oldStart() <= 1) {
            return matches(pattern, 0) ? OptionalInt.of(0) : OptionalInt.empty();
        }
        if (suffix < prefix) {
            return matches(pattern, last) ? OptionalInt.of(last) : OptionalInt.empty();
        }
        for (int offset = 0; guess + offset <= last || guess - offset >= done; offset++) {
            if (matches(pattern, guess + offset)) {
                return OptionalInt.of(guess + offset);
            }
            if (matches(pattern, guess - offset)) {
                return OptionalInt.of(guess - offset);
            }
        }
        return OptionalInt.empty();
    }

    private boolean matches(List<String> pattern, int index) {
        return index >= done
                && index + pattern.size() <= target.size()
                && target.subList(index, index + pattern.size()).equals(pattern);
    }

    private static int context(List<DiffLine> lines) {
        int count = 0;
        while (count < lines.size() && lines.get(count).kind() == Kind.CONTEXT) {
            count++;
        }
        return count;
    }

    /** The bytes of all lines of a hunk but those of one kind, each byte as one character. */
    private static List<String> side(DiffHunk hunk, Kind without) {
        return hunk.lines().stream()
                .filter(line -> line.kind() != without)
                .map(line -> line.ended() ? line.text() + "\n" : line.text())
                .map(line -> new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))
                .toList();
    }

    private Rejected rejected(int index) {
        if (index >= diff.hunks().size()) {
            return new Rejected(0, "", List.of(), 1, List.of());
        }
        DiffHunk hunk = diff.hunks().get(index);
        int from = Math.clamp(first(hunk) + (long) shift, 0, target.size());
        int to = Math.min(target.size(), from + Math.max(1, hunk.oldCount()));
        List<String> found = target.subList(from, to).stream()
                .map(line -> new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                .map(line -> line.endsWith("\n") ? line.substring(0, line.length() - 1) : line)
                .toList();
        List<DiffLine> expected = hunk.lines().stream().filter(DiffLine::isOld).toList();
        return new Rejected(index + 1, hunk.header(), expected, from + 1, found);
    }
}
