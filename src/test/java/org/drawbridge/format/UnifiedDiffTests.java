package org.drawbridge.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.drawbridge.format.FileDiffTests.applied;
import static org.drawbridge.format.FileDiffTests.bytes;

import java.util.List;
import org.drawbridge.format.DiffLine.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class UnifiedDiffTests {

    private static final String GIT = """
            From 1234 Mon Sep 17 00:00:00 2001
            Subject: [PATCH] Bridge
            ---
             qubes/qubes.py | 2 ++
            diff --git a/qubes/qubes.py b/qubes/qubes.py
            index 83db48f..bf269f4 100644
            --- a/qubes/qubes.py
            +++ b/qubes/qubes.py
            @@ -1,3 +1,4 @@ class QubesVm(object):
             one
            +bridge
             two

            @@ -10 +11,2 @@
            -ten
            +TEN
            +eleven
            \\ No newline at end of file
            diff --git a/new b/new
            new file mode 100644
            --- /dev/null
            +++ b/new
            @@ -0,0 +1 @@
            +x
            --\s
            2.30.2
            """;

    @Test
    void parseWhenFromGitGivesFilesHunksAndLines() {
        List<FileDiff> files = UnifiedDiff.parse(bytes(GIT));

        assertThat(files).extracting(FileDiff::oldName).containsExactly("a/qubes/qubes.py", "/dev/null");
        assertThat(files).extracting(FileDiff::newName).containsExactly("b/qubes/qubes.py", "b/new");
        assertThat(files.getFirst().hunks())
                .containsExactly(
                        new DiffHunk(
                                1,
                                3,
                                1,
                                4,
                                "class QubesVm(object):",
                                List.of(
                                        line(Kind.CONTEXT, 1, 1, "one", true),
                                        line(Kind.ADDED, 0, 2, "bridge", true),
                                        line(Kind.CONTEXT, 2, 3, "two", true),
                                        line(Kind.CONTEXT, 3, 4, "", true))),
                        new DiffHunk(
                                10,
                                1,
                                11,
                                2,
                                "",
                                List.of(
                                        line(Kind.REMOVED, 10, 0, "ten", true),
                                        line(Kind.ADDED, 0, 11, "TEN", true),
                                        line(Kind.ADDED, 0, 12, "eleven", false))));
        assertThat(files.getFirst().hunks().getFirst().header()).isEqualTo("@@ -1,3 +1,4 @@ class QubesVm(object):");
        assertThat(files.getLast().creates()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "x/y.py|x/y.py",
                "x y\t2013-03-21 21:17:44.000000000 +0100|x y",
                "x y 2013-03-21 21:17:44.000000000 +0100|x y",
                "x\tThu Mar 21 21:17:44 2013|x",
                "x 2013|x 2013",
            })
    void parseWhenNameHasTimeOrQuotesTakesThemOff(String header, String name) {
        FileDiff file = UnifiedDiff.parse(bytes("--- " + header + "\n+++ " + header + "\n@@ -1 +1 @@\n-a\n+b\n"))
                .getFirst();

        assertThat(file.oldName()).isEqualTo(name);
        assertThat(file.newName()).isEqualTo(name);
    }

    @Test
    void parseWhenNameIsQuotedReadsEscapesAsBytes() {
        String header = "\"a/\\\"q\\\\\\t\\n\\303\\274ü\"";

        FileDiff file = UnifiedDiff.parse(bytes("--- " + header + "\n+++ x\n@@ -1 +1 @@\n-a\n+b\n"))
                .getFirst();

        assertThat(file.oldName()).isEqualTo("a/\"q\\\t\nüü");
    }

    @Test
    void parseWhenTimeIsTheEpochTakesTheFileForAbsent() {
        String epoch = "\t1970-01-01 00:00:00.000000000 +0000\n";
        String west = " 1969-12-31 19:00:00 -0500\n";
        FileDiff made = UnifiedDiff.parse(bytes("--- x" + epoch + "+++ x\n@@ -0,0 +1 @@\n+b\n"))
                .getFirst();
        FileDiff gone = UnifiedDiff.parse(bytes("--- x\n+++ x" + west + "@@ -1 +0,0 @@\n-b\n"))
                .getFirst();
        FileDiff same = UnifiedDiff.parse(bytes("--- x" + epoch + "+++ x" + epoch + "@@ -1 +1 @@\n-a\n+b\n"))
                .getFirst();
        FileDiff plain =
                UnifiedDiff.parse(bytes("--- x\n+++ x\n@@ -0,0 +1 @@\n+b\n")).getFirst();

        assertThat(made.creates()).isTrue();
        assertThat(gone.deletes()).isTrue();
        assertThat(same.creates()).isFalse();
        assertThat(same.deletes()).isFalse();
        assertThat(plain.creates()).isFalse();
    }

    @Test
    void parseWhenAllLinesEndWithCarriageReturnTakesThemOff() {
        String patch = "--- x\r\n+++ x\r\n@@ -1,2 +1,3 @@\r\n a\r\n-b\r\n+c\r\n\r\n";
        assertThatExceptionOfType(FormatException.class).isThrownBy(() -> UnifiedDiff.parse(bytes(patch)));
        FileDiff file =
                UnifiedDiff.parse(bytes(patch.replace("1,2 +1,3", "1,3 +1,3"))).getFirst();

        assertThat(file.hunks().getFirst().lines()).extracting(DiffLine::text).containsExactly("a", "b", "c", "");
    }

    @Test
    void parseWhenOnlyTheFileHasCarriageReturnsKeepsThem() {
        FileDiff file = UnifiedDiff.parse(bytes("--- x\n+++ x\n@@ -1,3 +1,2 @@\n a\r\n-b\r\n\r\n"))
                .getFirst();

        assertThat(file.hunks().getFirst().lines()).extracting(DiffLine::text).containsExactly("a\r", "b\r", "\r");
        assertThat(applied(file.applyTo(bytes("a\r\nb\r\n\r\n")))).isEqualTo(bytes("a\r\n\r\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|1|a file of a unified diff: --- name, and +++ name in the next line|\"the end of the patch\"",
                "text~--- x|3|a file of a unified diff: --- name, and +++ name in the next line|\"the end of the patch\"",
                "--- x~text|3|a file of a unified diff: --- name, and +++ name in the next line|\"the end of the patch\"",
                "@@ -1 +1 @@|1|--- name and +++ name before the first hunk|\"@@ -1 +1 @@\"",
                "*** a~--- b~***************|3|a unified diff, as diff -u writes it|\"***************\"",
                "Binary files a and b differ|1|a patch that changes nothing but lines of text|\"Binary files a and b differ\"",
                "diff --git a b~old mode 100644|2|a patch that changes nothing but lines of text|\"old mode 100644\"",
                "diff --git a b~rename from a|2|a patch that changes nothing but lines of text|\"rename from a\"",
                "diff --git a b~GIT binary patch|2|a patch that changes nothing but lines of text|\"GIT binary patch\"",
                "--- ~+++ x|1|the name of a file|nothing",
                "--- \"x~+++ x|1|a closing quote after the name of a file|\"\"x\"",
                "--- \"x\\~+++ x|1|a closing quote after the name of a file|\"\"x\\\"",
                "--- x~+++ y|3|a hunk (@@ -line,count +line,count @@)|\"the end of the patch\"",
                "--- x~+++ y~text|3|a hunk (@@ -line,count +line,count @@)|\"text\"",
                "--- x~+++ y~@@ -1|3|a hunk (@@ -line,count +line,count @@)|\"@@ -1\"",
                "--- x~+++ y~@@ -12345678 +1 @@|3|a hunk (@@ -line,count +line,count @@)|\"@@ -12345678 +1 @@\"",
                "--- x~+++ y~@@ -0 +1 @@|3|a hunk with lines, counted from 1|\"@@ -0 +1 @@\"",
                "--- x~+++ y~@@ -1 +0 @@|3|a hunk with lines, counted from 1|\"@@ -1 +0 @@\"",
                "--- x~+++ y~@@ -1,0 +1,0 @@|3|a hunk with lines, counted from 1|\"@@ -1,0 +1,0 @@\"",
                "--- x~+++ y~@@ -1 +1 @@~-a|5|0 old and 1 new lines more in the hunk|\"the end of the patch\"",
                "--- x~+++ y~@@ -1 +1 @@~-a~-b|5|0 old and 1 new lines more in the hunk|\"-b\"",
                "--- x~+++ y~@@ -1 +1 @@~+a~+b|5|1 old and 0 new lines more in the hunk|\"+b\"",
                "--- x~+++ y~@@ -1 +1 @@~+a~ b|5|1 old and 0 new lines more in the hunk|\" b\"",
                "--- x~+++ y~@@ -1 +1 @@~x|4|a line of the hunk, which begins with a blank, - or +|\"x\"",
                "--- x~+++ y~@@ -1 +1 @@~-a~+b~+c|6|the end of the hunk, as its @@ line says|\"+c\"",
                "--- x~+++ y~@@ -1 +1 @@~-a~+b~ c|6|the end of the hunk, as its @@ line says|\" c\"",
                "--- x~+++ y~@@ -1 +1 @@~-a~+b~--- c|6|the end of the hunk, as its @@ line says|\"--- c\"",
                "--- x~+++ y~@@ -1 +1 @@~\\ No|4|a line of the hunk before this one|\"\\ No\"",
                "--- x~+++ y~@@ -1 +1 @@~-a~\\ No~\\ No|6|a line of the hunk before this one|\"\\ No\"",
                "--- x~+++ y~@@ -1,2 +1 @@~-a~\\ No|5|this only behind the last line of the file|\"\\ No\"",
                "--- x~+++ y~@@ -1 +1,2 @@~+a~\\ No|5|this only behind the last line of the file|\"\\ No\"",
            })
    void parseWhenNotUnderstoodNamesThePlace(String text, int line, String expected, String found) {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> UnifiedDiff.parse(bytes(text.replace('~', '\n'))))
                .satisfies(refused -> {
                    assertThat(refused.line()).isEqualTo(line);
                    assertThat(refused.expected()).isEqualTo(expected);
                    assertThat(refused.found()).isEqualTo(found);
                });
    }

    @Test
    void parseWhenTextBetweenLooksLikeGitPassesItOver() {
        String patch = "rename from here\n--- not a header\n\n--- x\n+++ x\n@@ -1 +1 @@\n-a\n+b\n\nOnly in y: z\n";

        assertThat(UnifiedDiff.parse(bytes(patch))).hasSize(1);
    }

    @Test
    void parseWhenEmptyFileIsMadeOrGoneNeedsNoHunk() {
        assertThat(UnifiedDiff.parse(bytes("--- /dev/null\n+++ b/x\n")))
                .containsExactly(FileDiff.between("x", null, new byte[0]));
        assertThat(UnifiedDiff.parse(bytes("--- a/x\n+++ /dev/null\n")))
                .containsExactly(FileDiff.between("x", new byte[0], null));
    }

    @ParameterizedTest
    @MethodSource("org.drawbridge.format.Arbitrary#seeds")
    void parseWhenWrittenByUsGivesTheSameDiff(long seed) {
        Arbitrary arbitrary = new Arbitrary(seed);
        List<String> lines = arbitrary.lines(30);
        byte[] before = bytes(arbitrary.text(lines));
        byte[] after = bytes(arbitrary.text(arbitrary.edited(lines, 1 + arbitrary.below(5))));
        String name = arbitrary.oneOf(List.of("x", "a b", "q\"\\\t\n"));
        FileDiff diff = FileDiff.between(name, before, after);
        if (diff.isEmpty()) {
            assertThat(before).isEqualTo(after);
            return;
        }

        FileDiff parsed = UnifiedDiff.parse(bytes(diff.text() + diff.text())).getLast();

        assertThat(parsed.text()).isEqualTo(diff.text());
        assertThat(parsed.oldName()).isEqualTo(diff.oldName());
        assertThat(applied(parsed.applyTo(before))).isEqualTo(after);
        assertThat(applied(parsed.reversed().applyTo(after))).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("org.drawbridge.format.Arbitrary#seeds")
    void parseWhenRandomBytesRefusesOrReads(long seed) {
        Arbitrary arbitrary = new Arbitrary(seed);

        readOrRefused(arbitrary.bytes(100));
        readOrRefused(arbitrary.bytesOf("-+@ ,12\\\"\n\n\ra", 80));
        byte[] flipped = bytes(GIT);
        flipped[arbitrary.below(flipped.length)] = (byte) arbitrary.below(256);
        readOrRefused(flipped);
    }

    private static void readOrRefused(byte[] bytes) {
        List<FileDiff> files;
        try {
            files = UnifiedDiff.parse(bytes);
        } catch (FormatException refused) {
            assertThat(refused.line()).isPositive();
            return;
        }
        assertThat(files).isNotEmpty();
        files.forEach(file -> assertThat(file.applyTo(bytes)).isNotNull());
    }

    private static DiffLine line(Kind kind, int oldNumber, int newNumber, String text, boolean ended) {
        return new DiffLine(kind, oldNumber, newNumber, text, ended, List.of());
    }
}
