package org.drawbridge.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.drawbridge.format.DiffHunk.Row;
import org.drawbridge.format.DiffLine.Kind;
import org.drawbridge.format.DiffLine.Mark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FileDiffTests {

    @Test
    void betweenWhenRulesAreEditedGivesReadableHunks() {
        IptablesSave stock = IptablesSaveTests.parse(IptablesSaveTests.STOCK);
        BlockOwner owner = BlockOwner.of("bridge0", "office");
        RuleEditResult with = stock.with(
                owner,
                List.of(
                        new RuleEdit.CommentOut(
                                "nat",
                                "-A POSTROUTING -j MASQUERADE",
                                List.of("-A POSTROUTING -s 10.137.0.0/16 -j MASQUERADE")),
                        new RuleEdit.InsertBefore(
                                "filter",
                                "-A FORWARD -j DROP",
                                RuleEdit.Which.LAST,
                                List.of("-A FORWARD -i bridge+ -j ACCEPT"))));
        byte[] after = ((RuleEditResult.Edited) with).document().bytes();

        FileDiff diff = FileDiff.between("/etc/sysconfig/iptables", stock.bytes(), after);

        assertThat(diff.text()).isEqualTo("""
                        --- a/etc/sysconfig/iptables
                        +++ b/etc/sysconfig/iptables
                        @@ -7,7 +7,12 @@
                         -A PREROUTING -j PR-QBS
                         -A POSTROUTING -o vif+ -j ACCEPT
                         -A POSTROUTING -o lo -j ACCEPT
                        --A POSTROUTING -j MASQUERADE
                        +# Written by Drawbridge: bridge0 office 745724c495ac
                        +# Bridge support
                        +# Comment the following line
                        +#-A POSTROUTING -j MASQUERADE
                        +-A POSTROUTING -s 10.137.0.0/16 -j MASQUERADE
                        +# End Bridge support
                         COMMIT
                        \s
                         *filter
                        @@ -18,6 +23,10 @@
                         [3:420] -A FORWARD -m state --state RELATED,ESTABLISHED -j ACCEPT
                         -A FORWARD -i vif+ -o vif+ -j DROP
                         -A FORWARD -i vif+ -j ACCEPT
                        +# Written by Drawbridge: bridge0 office 13559833eff8
                        +# Bridge Support
                        +-A FORWARD -i bridge+ -j ACCEPT
                        +# End Bridge Support
                         -A FORWARD -j DROP
                         COMMIT
                         # Completed
                        """);
        assertThat(diff.bytes()).isEqualTo(diff.text().getBytes(StandardCharsets.UTF_8));
        DiffHunk first = diff.hunks().getFirst();
        assertThat(first.lines().get(3))
                .isEqualTo(new DiffLine(Kind.REMOVED, 10, 0, "-A POSTROUTING -j MASQUERADE", true, List.of()));
        assertThat(first.lines().get(7))
                .isEqualTo(new DiffLine(
                        Kind.ADDED, 0, 13, "#-A POSTROUTING -j MASQUERADE", true, List.of(new Mark(0, 1))));
        assertThat(first.lines().get(10)).isEqualTo(new DiffLine(Kind.CONTEXT, 11, 16, "COMMIT", true, List.of()));
    }

    @Test
    void betweenWhenFileIsNewOrGoneNamesNothing() {
        FileDiff made = FileDiff.between("/rw/x", null, bytes("a\nb"));
        FileDiff gone = FileDiff.between("rw/x", bytes("a\n"), null);

        assertThat(made.text()).isEqualTo("""
                        --- /dev/null
                        +++ b/rw/x
                        @@ -0,0 +1,2 @@
                        +a
                        +b
                        \\ No newline at end of file
                        """);
        assertThat(gone.text()).isEqualTo("""
                        --- a/rw/x
                        +++ /dev/null
                        @@ -1 +0,0 @@
                        -a
                        """);
        assertThat(made.creates()).isTrue();
        assertThat(made.deletes()).isFalse();
        assertThat(gone.creates()).isFalse();
        assertThat(gone.deletes()).isTrue();
        assertThat(made.reversed().deletes()).isTrue();
    }

    @Test
    void betweenWhenOnlyTheFileItselfChangesSaysSo() {
        FileDiff made = FileDiff.between("x", null, new byte[0]);

        assertThat(made.text()).isEqualTo("--- /dev/null\n+++ b/x\n");
        assertThat(made.isEmpty()).isFalse();
        assertThat(FileDiff.between("x", new byte[0], null).isEmpty()).isFalse();
        assertThat(FileDiff.between("x", bytes("a"), bytes("a")).isEmpty()).isTrue();
        assertThat(FileDiff.between("x", bytes("a"), bytes("a")).text()).isEmpty();
        assertThat(FileDiff.between("x", null, null).isEmpty()).isTrue();
        assertThat(FileDiff.between("x", bytes("a"), bytes("b")).isEmpty()).isFalse();
    }

    @Test
    void betweenWhenNotTextSaysSo() {
        FileDiff diff = FileDiff.between("x y", new byte[] {1, 0, 2}, bytes("a"));

        assertThat(diff.binary()).isTrue();
        assertThat(diff.hunks()).isEmpty();
        assertThat(diff.isEmpty()).isFalse();
        assertThat(diff.text()).isEqualTo("Binary files a/x y and b/x y differ\n");
        assertThat(FileDiff.between("x", bytes("a"), new byte[] {(byte) 0xff}).binary())
                .isTrue();
        assertThat(FileDiff.between("x", new byte[FileDiff.LIMIT + 1], bytes("a"))
                        .binary())
                .isTrue();
    }

    @Test
    void betweenWhenLastLineIsNotEndedSaysSoOnEachSide() {
        assertThat(diff("a\nb", "a\nb\n").text()).endsWith("""
                @@ -1,2 +1,2 @@
                 a
                -b
                \\ No newline at end of file
                +b
                """);
        assertThat(diff("a\nb\nc", "x\nb\nc").text()).endsWith("""
                @@ -1,3 +1,3 @@
                -a
                +x
                 b
                 c
                \\ No newline at end of file
                """);
    }

    @Test
    void betweenWhenNameHasSpecialCharactersKeepsTheLinesWhole() {
        assertThat(FileDiff.between("a b", bytes("a\n"), bytes("b\n")).text())
                .startsWith("--- a/a b\t\n+++ b/a b\t\n@@");
        assertThat(FileDiff.between("a\"\\\n\u007fü", bytes("a\n"), bytes("b\n"))
                        .text())
                .startsWith("--- \"a/a\\\"\\\\\\012\\177ü\"\n+++ \"b/a\\\"\\\\\\012\\177ü\"\n@@");
    }

    @Test
    void betweenWhenChangesAreSixLinesApartJoinsThem() {
        String joined = diff("x\n1\n2\n3\n4\n5\n6\ny\n", "1\n2\n3\n4\n5\n6\n").text();
        String apart =
                diff("x\n1\n2\n3\n4\n5\n6\n7\ny\n", "1\n2\n3\n4\n5\n6\n7\n").text();

        assertThat(joined).contains("@@ -1,8 +1,6 @@\n-x\n 1\n").containsOnlyOnce("@@ -");
        assertThat(apart).contains("@@ -1,4 +1,3 @@\n-x\n 1\n 2\n 3\n@@ -6,4 +5,3 @@\n 5\n 6\n 7\n-y\n");
    }

    @Test
    void betweenWhenWordsChangeMarksThem() {
        DiffHunk hunk =
                diff("stp=true in bridge0\n", "stp=false in  bridge0\n").hunks().getFirst();

        assertThat(hunk.lines().getFirst().marks()).containsExactly(new Mark(4, 8), new Mark(11, 12));
        assertThat(hunk.lines().getLast().marks()).containsExactly(new Mark(4, 9), new Mark(12, 14));
    }

    @Test
    void betweenWhenNeighbouringWordsChangeMarksThemAsOne() {
        DiffHunk hunk = diff("keep this=old;rest of the line\n", "keep this rest of the line\n")
                .hunks()
                .getFirst();

        assertThat(hunk.lines().getFirst().marks()).containsExactly(new Mark(9, 14));
        assertThat(hunk.lines().getLast().marks()).containsExactly(new Mark(9, 10));
    }

    @Test
    void betweenWhenLinesHaveLittleInCommonMarksNothing() {
        List<DiffLine> lines = diff("one two three\n \n", "four five three six seven\n")
                .hunks()
                .getFirst()
                .lines();

        assertThat(lines).hasSize(3).allSatisfy(line -> assertThat(line.marks()).isEmpty());
    }

    @Test
    void betweenWhenOnlyBlanksDifferMarksThem() {
        List<DiffLine> lines = diff(" \n", "  \n").hunks().getFirst().lines();

        assertThat(lines.getFirst().marks()).containsExactly(new Mark(0, 1));
        assertThat(lines.getLast().marks()).containsExactly(new Mark(0, 2));
    }

    @Test
    void betweenWhenCountsDifferPairsTheMostAlike() {
        List<DiffLine> lines = diff(
                        "alpha beta gamma\ndelta epsilon zeta\n", "new\nalpha beta gamme\nx delta epsilon zeta\nend\n")
                .hunks()
                .getFirst()
                .lines();

        assertThat(lines)
                .extracting(DiffLine::marks)
                .containsExactly(
                        List.of(new Mark(11, 16)),
                        List.of(),
                        List.of(),
                        List.of(new Mark(11, 16)),
                        List.of(new Mark(0, 2)),
                        List.of());
    }

    @Test
    void betweenWhenTooManyWordsOrLinesMarksNothing() {
        String words = "w ".repeat(201);
        assertThat(diff(words + "a\n", words + "b\n").hunks().getFirst().lines())
                .allSatisfy(line -> assertThat(line.marks()).isEmpty());
        String fewer = "w ".repeat(199);
        assertThat(diff(fewer + "a\n", fewer + "b\n").hunks().getFirst().lines())
                .allSatisfy(line -> assertThat(line.marks()).containsExactly(new Mark(398, 399)));
        assertThat(diff(numbered("old", 51), numbered("new", 51))
                        .hunks()
                        .getFirst()
                        .lines())
                .allSatisfy(line -> assertThat(line.marks()).isEmpty());
        assertThat(diff(numbered("old", 50), numbered("new", 50))
                        .hunks()
                        .getFirst()
                        .lines())
                .allSatisfy(line -> assertThat(line.marks()).containsExactly(new Mark(0, 3)));
    }

    @Test
    void sideBySideWhenCountsDifferLeavesPlacesEmpty() {
        List<DiffLine> lines =
                diff("a\nb\nc\nd\ne\n", "a\nx\ny\nd\n").hunks().getFirst().lines();
        DiffHunk hunk = diff("a\nb\nc\nd\ne\n", "a\nx\nd\nf\ng\n").hunks().getFirst();

        assertThat(lines).extracting(DiffLine::text).containsExactly("a", "b", "c", "x", "y", "d", "e");
        assertThat(hunk.sideBySide())
                .extracting(row -> old(row) + "|" + now(row))
                .containsExactly(" a1| a1", "-b2|+x2", "-c3|", " d4| d3", "-e5|+f4", "|+g5");
    }

    @Test
    void betweenWhenThereIsLittleInCommonStaysQuick() {
        String before = IntStream.range(0, 4000)
                .mapToObj(i -> (i * 7919 % 1000) + "\n" + (i * 7919 % 1000) + "\n")
                .reduce("", String::concat);
        String after = IntStream.range(0, 4000)
                .mapToObj(i -> (i * 104729 % 1000 + 1000) + "\n" + (i % 1000) + "\n")
                .reduce("", String::concat);

        FileDiff diff = diff(before, after);

        assertThat(((PatchResult.Applied) diff.applyTo(bytes(before))).bytes()).isEqualTo(bytes(after));
    }

    @Test
    void betweenWhenLinesMoveFindsTheFewestEdits() {
        assertThat(kinds(diff("a\nb\nc\na\nb\nb\na\n", "c\nb\na\nb\na\nc\n"))).hasSize(5);
        assertThat(kinds(diff("a\na\nb\nb\n", "b\nb\na\na\n"))).hasSize(4);
        assertThat(kinds(diff("m\nk\nm\nk\n", "k\nm\nk\nm\n"))).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("org.drawbridge.format.Arbitrary#seeds")
    void applyWhenMadeFromTwoTextsGivesTheSecond(long seed) {
        Arbitrary arbitrary = new Arbitrary(seed);
        List<String> lines = arbitrary.lines(30);
        byte[] before = bytes(arbitrary.text(lines));
        byte[] after = bytes(arbitrary.text(arbitrary.edited(lines, arbitrary.below(5))));

        FileDiff diff = FileDiff.between("x", before, after);

        assertThat(applied(diff.applyTo(before))).isEqualTo(after);
        assertThat(applied(diff.reversed().applyTo(after))).isEqualTo(before);
        assertThat(diff.reversed().reversed()).isEqualTo(diff);
        assertThat(FileDiff.between("x", before, after)).isEqualTo(diff);
        for (DiffHunk hunk : diff.hunks()) {
            assertThat(hunk.lines().stream().filter(DiffLine::isOld)).hasSize(hunk.oldCount());
            assertThat(hunk.lines().stream().filter(DiffLine::isNew)).hasSize(hunk.newCount());
        }
    }

    private static List<Kind> kinds(FileDiff diff) {
        return diff.hunks().stream()
                .flatMap(hunk -> hunk.lines().stream())
                .map(DiffLine::kind)
                .filter(kind -> kind != Kind.CONTEXT)
                .toList();
    }

    private static String old(Row row) {
        DiffLine line = row.before();
        return line == null ? "" : line.kind().sign() + line.text() + line.oldNumber();
    }

    private static String now(Row row) {
        DiffLine line = row.after();
        return line == null ? "" : line.kind().sign() + line.text() + line.newNumber();
    }

    private static String numbered(String word, int count) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(word + "-" + i + "-" + "same".repeat(3) + i + "\n");
        }
        return String.join("", lines);
    }

    static byte[] applied(PatchResult result) {
        assertThat(result).isInstanceOf(PatchResult.Applied.class);
        return ((PatchResult.Applied) result).bytes();
    }

    static FileDiff diff(String before, String after) {
        return FileDiff.between("x", bytes(before), bytes(after));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
