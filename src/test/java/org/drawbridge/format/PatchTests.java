package org.drawbridge.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drawbridge.format.FileDiffTests.applied;
import static org.drawbridge.format.FileDiffTests.bytes;
import static org.drawbridge.format.FileDiffTests.diff;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.drawbridge.format.PatchResult.AlreadyApplied;
import org.drawbridge.format.PatchResult.Applied;
import org.drawbridge.format.PatchResult.Placement;
import org.drawbridge.format.PatchResult.Rejected;
import org.junit.jupiter.api.Test;

class PatchTests {

    private static final String BEFORE = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n";
    private final FileDiff diff =
            diff(BEFORE, BEFORE.replace("\n5\n", "\nfive\n").replace("13\n", ""));

    @Test
    void applyWhenFileIsAsItWasPutsHunksWhereTheySay() {
        Applied result = (Applied) diff.applyTo(bytes(BEFORE));

        assertThat(new String(result.bytes(), StandardCharsets.UTF_8))
                .isEqualTo("1\n2\n3\n4\nfive\n6\n7\n8\n9\n10\n11\n12\n14\n15\n16\n");
        assertThat(result.placements()).containsExactly(new Placement(1, 2, 0), new Placement(2, 10, 0));
    }

    @Test
    void applyWhenLinesMovedFollowsThemAndSaysHowFar() {
        Applied down = (Applied) diff.applyTo(bytes("a\nb\n" + BEFORE));
        Applied up = (Applied) diff.applyTo(bytes(BEFORE.substring(2)));
        Applied between = (Applied) diff.applyTo(bytes(BEFORE.replace("9\n", "9\nnew\n")));

        assertThat(down.placements()).containsExactly(new Placement(1, 4, 2), new Placement(2, 12, 2));
        assertThat(up.placements()).containsExactly(new Placement(1, 1, -1), new Placement(2, 9, -1));
        assertThat(between.placements()).containsExactly(new Placement(1, 2, 0), new Placement(2, 11, 1));
        assertThat(down.bytes())
                .isEqualTo(bytes("a\nb\n" + BEFORE.replace("\n5\n", "\nfive\n").replace("13\n", "")));
    }

    @Test
    void applyWhenPlacesAreEquallyNearTakesTheLater() {
        FileDiff change =
                UnifiedDiff.parse(bytes("--- x\n+++ x\n@@ -3 +3 @@\n-a\n+b\n")).getFirst();

        assertThat(applied(change.applyTo(bytes("0\na\n0\na\n0\n")))).isEqualTo(bytes("0\na\n0\nb\n0\n"));
        assertThat(applied(change.applyTo(bytes("0\na\n0\n0\na\n")))).isEqualTo(bytes("0\nb\n0\n0\na\n"));
    }

    @Test
    void applyWhenAHunkDoesNotFitAppliesNothingAndShowsWhatIsThere() {
        Rejected result = (Rejected) diff.applyTo(bytes(BEFORE.replace("13\n", "thirteen\n")));

        assertThat(result.hunk()).isEqualTo(2);
        assertThat(result.header()).isEqualTo("@@ -10,7 +10,6 @@");
        assertThat(result.expected())
                .extracting(DiffLine::text)
                .containsExactly("10", "11", "12", "13", "14", "15", "16");
        assertThat(result.line()).isEqualTo(10);
        assertThat(result.found()).containsExactly("10", "11", "12", "thirteen", "14", "15", "16");
    }

    @Test
    void applyWhenFileIsTooShortShowsWhatIsLeft() {
        FileDiff far = UnifiedDiff.parse(bytes("--- x\n+++ x\n@@ -3,2 +3,2 @@\n-a\n+b\n c\n"))
                .getFirst();

        assertThat(far.applyTo(bytes("1\n2\nx")))
                .isEqualTo(new Rejected(
                        1,
                        "@@ -3,2 +3,2 @@",
                        far.hunks().getFirst().lines().stream()
                                .filter(DiffLine::isOld)
                                .toList(),
                        3,
                        List.of("x")));
        assertThat(((Rejected) far.applyTo(bytes("1\n"))).found()).isEmpty();
        assertThat(((Rejected) far.applyTo(bytes("1\n"))).line()).isEqualTo(2);
    }

    @Test
    void applyWhenDoneBeforeSaysSo() {
        byte[] after = applied(diff.applyTo(bytes(BEFORE)));

        assertThat(diff.applyTo(after)).isEqualTo(new AlreadyApplied());
        assertThat(diff.reversed().applyTo(bytes(BEFORE))).isEqualTo(new AlreadyApplied());
        assertThat(diff.reversed().applyTo(after)).isInstanceOf(Applied.class);
    }

    @Test
    void applyWhenContextIsAtAnEndHoldsItThere() {
        FileDiff top = diff("1\n2\n3\n", "0\n1\n2\n3\n");
        FileDiff end = diff("1\n2\n3\n", "1\n2\n3\n4\n");

        assertThat(top.applyTo(bytes("x\n1\n2\n3\n"))).isInstanceOf(Rejected.class);
        assertThat(end.applyTo(bytes("1\n2\n3\nx\n"))).isInstanceOf(Rejected.class);
        assertThat(applied(top.applyTo(bytes("1\n2\n3\nx\n")))).isEqualTo(bytes("0\n1\n2\n3\nx\n"));
        assertThat(applied(end.applyTo(bytes("x\n1\n2\n3\n")))).isEqualTo(bytes("x\n1\n2\n3\n4\n"));
    }

    @Test
    void applyWhenHunksAreWithoutContextInsertsBehindTheLine() {
        FileDiff insert =
                UnifiedDiff.parse(bytes("--- x\n+++ x\n@@ -2,0 +3 @@\n+n\n")).getFirst();

        assertThat(applied(insert.applyTo(bytes("1\n2\n3\n")))).isEqualTo(bytes("1\n2\nn\n3\n"));
        assertThat(insert.applyTo(bytes("1\n"))).isInstanceOf(Rejected.class);
    }

    @Test
    void applyWhenHunksAreOutOfOrderIsRejected() {
        FileDiff wrong = UnifiedDiff.parse(bytes("--- x\n+++ x\n@@ -3 +3 @@\n-3\n+c\n@@ -1 +1 @@\n-1\n+a\n"))
                .getFirst();
        FileDiff insert = UnifiedDiff.parse(bytes("--- x\n+++ x\n@@ -3 +3 @@\n-3\n+c\n@@ -1,0 +2 @@\n+a\n"))
                .getFirst();

        assertThat(((Rejected) wrong.applyTo(bytes("1\n2\n3\n"))).hunk()).isEqualTo(2);
        assertThat(((Rejected) insert.applyTo(bytes("1\n2\n3\n"))).hunk()).isEqualTo(2);
    }

    @Test
    void applyWhenFileIsMadeOrTakenAwayLooksWhetherItIsThere() {
        FileDiff made = FileDiff.between("x", null, bytes("a\n"));
        FileDiff gone = FileDiff.between("x", bytes("a\n"), null);

        assertThat(applied(made.applyTo(null))).isEqualTo(bytes("a\n"));
        assertThat(made.applyTo(bytes("a\n"))).isEqualTo(new AlreadyApplied());
        assertThat(made.applyTo(bytes("b\n"))).isInstanceOf(Rejected.class);
        assertThat(made.applyTo(bytes("a\nb\n"))).isInstanceOf(Rejected.class);
        assertThat(applied(gone.applyTo(bytes("a\n")))).isEmpty();
        assertThat(gone.applyTo(null)).isEqualTo(new AlreadyApplied());
        assertThat(gone.applyTo(bytes("a\nb\n"))).isInstanceOf(Rejected.class);
        assertThat(diff.applyTo(null)).isInstanceOf(Rejected.class);
    }

    @Test
    void applyWhenNothingOrNoTextChanges() {
        FileDiff none = FileDiff.between("x", bytes("a"), bytes("a"));
        FileDiff binary = FileDiff.between("x", new byte[] {0}, new byte[] {1});

        assertThat(applied(none.applyTo(bytes("b")))).isEqualTo(bytes("b"));
        assertThat(binary.applyTo(new byte[] {0})).isEqualTo(new Rejected(0, "", List.of(), 1, List.of()));
        assertThat(applied(FileDiff.between("x", null, new byte[0]).applyTo(null)))
                .isEmpty();
        assertThat(FileDiff.between("x", null, new byte[0]).applyTo(new byte[0]))
                .isInstanceOf(Rejected.class);
    }

    @Test
    void applyWhenFileIsNotUtf8KeepsItsBytes() {
        byte[] target = {'a', '\n', (byte) 0xe4, (byte) 0xff, '\n', 'b', '\n', 0, '\n'};
        FileDiff change =
                UnifiedDiff.parse(bytes("--- x\n+++ x\n@@ -3 +3 @@\n-b\n+ü\n")).getFirst();

        assertThat(applied(change.applyTo(target))).isEqualTo(new byte[] {
            'a', '\n', (byte) 0xe4, (byte) 0xff, '\n', (byte) 0xc3, (byte) 0xbc, '\n', 0, '\n'
        });
    }

    @Test
    void applyWhenLastLineIsNotEndedWantsItSo() {
        FileDiff change = diff("a\nb", "a\nc");

        assertThat(applied(change.applyTo(bytes("a\nb")))).isEqualTo(bytes("a\nc"));
        assertThat(change.applyTo(bytes("a\nb\n"))).isInstanceOf(Rejected.class);
        assertThat(diff("a\nb", "a\nc\n").applyTo(bytes("a\nc\n"))).isEqualTo(new AlreadyApplied());
    }

    @Test
    void applyWhenLastLineIsNoLongerLastEndsIt() {
        FileDiff change = UnifiedDiff.parse(bytes("--- x\n+++ x\n@@ -1 +1 @@\n-a\n+b\n\\ No newline at end of file\n"))
                .getFirst();

        assertThat(applied(change.applyTo(bytes("a\nz\n")))).isEqualTo(bytes("b\nz\n"));
    }

    @Test
    void appliedWhenItsBytesAreChangedKeepsItsOwn() {
        Applied result = (Applied) diff("a", "b").applyTo(bytes("a"));

        result.bytes()[0] = 'x';

        assertThat(result.bytes()).isEqualTo(bytes("b"));
    }
}
