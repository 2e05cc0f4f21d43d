package org.drawbridge.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatchReaderTests {

    private static final String QUBES = """
            --- a/qubes/qubes.py
            +++ b/qubes/qubes.py
            @@ -1,1 +1,2 @@
             old
            +new
            """;

    private static final String SETTINGS = QUBES.replace("qubes/qubes.py", "qubesmanager/settings.py");

    private static final String DIALOG = QUBES.replace("qubes/qubes.py", "ui_settingsdlg.py");

    @Test
    void readWhenThreeDiffsAreUploadedTakesEachForItsTarget() {
        List<PatchText> patches = read(
                UploadedFile.of("qubes.py-bridge.diff", bytes(QUBES)),
                UploadedFile.of("b", bytes(SETTINGS)),
                UploadedFile.of("c.patch", bytes(DIALOG)));

        assertThat(patches)
                .containsExactly(
                        new PatchText("qubes.py-bridge.diff", "qubes.py", QUBES, false),
                        new PatchText("b", "settings.py", SETTINGS, false),
                        new PatchText("c.patch", "ui_settingsdlg.py", DIALOG, false));
        assertThat(patches.getFirst().bytes()).isEqualTo(bytes(QUBES));
    }

    static Stream<UploadedFile> archives() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("bridge/qubes.py-bridge.diff", QUBES);
        files.put("bridge/settings.py-bridge.diff", SETTINGS);
        files.put("bridge/ui_settingsdlg.py-bridge.diff", DIALOG);
        byte[] tar = Archives.tar(files);
        return Stream.of(
                UploadedFile.of("all.zip", Archives.zip(files)),
                UploadedFile.of("all.tar", tar),
                UploadedFile.of("all.tar.gz", Archives.gzip(tar)),
                UploadedFile.of("whatever it is called", Archives.gzip(tar)));
    }

    @ParameterizedTest
    @MethodSource("archives")
    void readWhenOneArchiveHoldsThemTakesEach(UploadedFile archive) {
        assertThat(read(archive))
                .extracting(PatchText::name, PatchText::target, PatchText::content)
                .containsExactly(
                        tuple("qubes.py-bridge.diff", "qubes.py", QUBES),
                        tuple("settings.py-bridge.diff", "settings.py", SETTINGS),
                        tuple("ui_settingsdlg.py-bridge.diff", "ui_settingsdlg.py", DIALOG));
    }

    @Test
    void readWhenOneDiffIsInGzipTakesIt() throws IOException {
        assertThat(read(UploadedFile.of("qubes.py-bridge.diff.gz", Archives.gzip(bytes(QUBES)))))
                .containsExactly(new PatchText("qubes.py-bridge.diff", "qubes.py", QUBES, false));
    }

    @Test
    void readWhenOneDiffIsOfAllThreeFilesTakesItApart() {
        assertThat(read(UploadedFile.of("all.diff", bytes(QUBES + SETTINGS + DIALOG))))
                .extracting(PatchText::target)
                .containsExactly("qubes.py", "settings.py", "ui_settingsdlg.py");
    }

    @Test
    void readWhenTheDiffNamesNoFileOfOursGoesByTheNameOfTheUpload() {
        String nameless = QUBES.replace("qubes/qubes.py", "x");

        assertThat(read(UploadedFile.of("settings.py-bridge.diff", bytes(nameless))))
                .extracting(PatchText::target)
                .containsExactly("settings.py");
        assertThat(refused(UploadedFile.of("other.diff", bytes(nameless))))
                .containsExactly(
                        "other.diff: It changes b/x, which is none of qubes.py, settings.py, ui_settingsdlg.py."
                                + " Leave it out.");
    }

    @Test
    void readWhenSeveralAreWrongTellsEachAndKeepsNone() {
        assertThat(refused(
                        UploadedFile.of("a.diff", bytes("what is this")),
                        UploadedFile.of("qubes.py-1.diff", bytes(QUBES)),
                        UploadedFile.of("qubes.py-2.diff", bytes(QUBES)),
                        UploadedFile.of("b.zip", bytes("PK but no zip"))))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("a.diff: It is not a unified diff. Line 2"),
                        second -> assertThat(second)
                                .isEqualTo("qubes.py-2.diff: There is more than one patch for qubes.py in it."
                                        + " Leave one of them."),
                        // To Java a zip without a head is an empty one.
                        third -> assertThat(third).startsWith("b.zip: There is no patch in it."));
    }

    @Test
    void readWhenNothingIsInItSaysSo() throws IOException {
        String none = "There is no patch in it. Upload the three diffs, or one archive of them.";

        assertThat(refused(UploadedFile.of("x.zip", Archives.zip(Map.of("folder/", "")))))
                .containsExactly("x.zip: " + none);
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd, passwd",
        "C:\\Users\\x\\qubes.py-bridge.diff, qubes.py-bridge.diff",
        "'<script>alert(1)</script>', 'script_'",
        "'a b\n;rm -rf', a_b__rm_-rf",
        "'', patch.diff",
        "'x/', patch.diff"
    })
    void nameIsMadeHarmless(String name, String harmless) {
        assertThat(UploadedFile.of(name, new byte[0]).name()).isEqualTo(harmless);
    }

    @Test
    void nameIsCutWhenItIsLong() {
        assertThat(UploadedFile.of("x".repeat(5000), new byte[0]).name()).hasSize(100);
    }

    @Test
    void readWhenAFileIsTooLargeRefusesIt() throws IOException {
        byte[] large = new byte[Archive.LARGEST_FILE + 1];
        Arrays.fill(large, (byte) 'x');
        String text = new String(large, StandardCharsets.US_ASCII);

        assertThat(refused(UploadedFile.of("large.diff", large)))
                .containsExactly("large.diff: The file cannot be unpacked: it has more than 1048576 bytes.");
        assertThat(refused(UploadedFile.of("bomb.zip", Archives.zip(Map.of("a", text)))))
                .containsExactly("bomb.zip: The file cannot be unpacked: what is in it has more than 1048576 bytes.");
        assertThat(refused(UploadedFile.of("large.tar", Archives.tar(Map.of("a", text)))))
                .singleElement()
                .asString()
                .contains("more than 1048576 bytes, or no size");
        assertThat(refused(UploadedFile.of("bomb.gz", Archives.gzip(new byte[Archive.LARGEST_UNPACKED + 1]))))
                .singleElement()
                .asString()
                .contains("more than 8388608 bytes");
    }

    @Test
    void readWhenThereAreTooManyFilesRefusesThem() throws IOException {
        Map<String, String> many = new LinkedHashMap<>();
        for (int i = 0; i <= Archive.MOST_FILES; i++) {
            many.put("f" + i + "/", "");
        }

        assertThat(refused(UploadedFile.of("many.zip", Archives.zip(many))))
                .containsExactly("many.zip: The file cannot be unpacked: it has more than 32 files.");
        assertThat(refused(UploadedFile.of("many.tar", Archives.tar(many))))
                .containsExactly("many.tar: The file cannot be unpacked: it has more than 32 files.");
    }

    @Test
    void readWhenATarIsDamagedRefusesIt() throws IOException {
        byte[] tar = Archives.tar(Map.of("qubes.py-bridge.diff", QUBES));
        byte[] second = Archives.tar(Map.of("settings.py-bridge.diff", SETTINGS));
        byte[] two = new byte[1024 + second.length];
        System.arraycopy(tar, 0, two, 0, 1024);
        System.arraycopy(second, 0, two, 1024, second.length);
        assertThat(read(UploadedFile.of("two.tar", two))).hasSize(2);
        two[1024 + 3] ^= 1;

        assertThat(refused(UploadedFile.of("two.tar", two)))
                .containsExactly("two.tar: The file cannot be unpacked: one of its files has a damaged head.");
        assertThat(refused(UploadedFile.of("short.tar", Arrays.copyOf(tar, 520))))
                .containsExactly("short.tar: The file cannot be unpacked: it ends too early.");
        assertThat(refused(UploadedFile.of("size.tar", Archives.tar("qubes.py-bridge.diff", "no number", '0', QUBES))))
                .singleElement()
                .asString()
                .contains("or no size");
    }

    @Test
    void readWhenATarHoldsLinksPassesThemOver() throws IOException {
        assertThat(refused(UploadedFile.of("link.tar", Archives.tar("qubes.py-bridge.diff", "00000000000", '2', ""))))
                .containsExactly("link.tar: There is no patch in it. Upload the three diffs, or one archive of them.");
        assertThat(read(UploadedFile.of(
                        "old.tar",
                        Archives.tar("qubes.py-bridge.diff", Integer.toOctalString(QUBES.length()), '\0', QUBES))))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void readWhenBytesAreRandomEndsInTheClearRefusalAlone(long seed) throws IOException {
        Random random = new Random(seed);
        byte[] noise = new byte[random.nextInt(3000)];
        random.nextBytes(noise);
        byte[] tar = Archives.tar(Map.of("qubes.py-bridge.diff", QUBES));
        byte[] zip = Archives.zip(Map.of("qubes.py-bridge.diff", QUBES));
        for (byte[] archive : List.of(tar, zip, Archives.gzip(tar))) {
            byte[] damaged = archive.clone();
            for (int i = 0; i < 5; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            readOrRefused(UploadedFile.of("damaged", damaged));
            readOrRefused(UploadedFile.of("cut", Arrays.copyOf(archive, random.nextInt(archive.length))));
        }
        readOrRefused(UploadedFile.of("noise", noise));
    }

    private static void readOrRefused(UploadedFile upload) {
        try {
            assertThat(read(upload)).isNotEmpty();
        } catch (InvalidPatchException refused) {
            assertThat(refused.reasons()).isNotEmpty();
        }
    }

    private static List<PatchText> read(UploadedFile... uploads) {
        return PatchReader.read(List.of(uploads), false);
    }

    private static List<String> refused(UploadedFile... uploads) {
        try {
            throw new AssertionError("It was taken: " + read(uploads));
        } catch (InvalidPatchException refused) {
            return refused.reasons().stream()
                    .map(reason -> reason.file() + ": " + reason.message())
                    .toList();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
