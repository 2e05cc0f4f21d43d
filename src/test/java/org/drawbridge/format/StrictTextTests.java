package org.drawbridge.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.drawbridge.format.FileDiffTests.bytes;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StrictTextTests {

    @Test
    void decodeWhenTextGivesIt() {
        assertThat(StrictText.decode(bytes("aü\u20ac😀\r\f\u007f\n"), 20)).isEqualTo("aü\u20ac😀\r\f\u007f\n");
        assertThat(StrictText.decode(new byte[0], 0)).isEmpty();
        assertThat(StrictText.decode(bytes("abc"), 3)).isEqualTo("abc");
    }

    @Test
    void decodeWhenTooLongIsRefused() {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> StrictText.decode(bytes("abcd"), 3))
                .withMessage("Line 1, column 1: expected at most 3 bytes, found \"4 bytes\".");
    }

    @Test
    void decodeWhenNotUtf8NamesThePlace() {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> StrictText.decode(new byte[] {'a', '\n', 'b', (byte) 0xfe, 'c'}, 10))
                .withMessage("Line 2, column 2: expected UTF-8 text, found \"byte 0xFE\".");
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> StrictText.decode(new byte[] {(byte) 0xc3}, 10))
                .withMessage("Line 1, column 1: expected UTF-8 text, found \"byte 0xC3\".");
        assertThatExceptionOfType(FormatException.class)
                .as("overlong form of a slash")
                .isThrownBy(() -> StrictText.decode(new byte[] {(byte) 0xc0, (byte) 0xaf}, 10));
    }

    @Test
    void decodeWhenNulNamesThePlace() {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> StrictText.decode(bytes("\0"), 10))
                .withMessage("Line 1, column 1: expected text, found \"\\u0000\".");
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> StrictText.decode(bytes("a\n\nbc\0"), 10))
                .withMessage("Line 3, column 3: expected text, found \"\\u0000\".");
    }

    @ParameterizedTest
    @CsvSource({"1,0001", "7,0007", "11,000b", "12,000c", "27,001b", "127,007f", "133,0085"})
    void decodeLinesWhenControlCharacterNamesThePlace(int code, String shown) {
        String text = "a\n\tb" + (char) code;

        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> StrictText.decodeLines(bytes(text), 10))
                .withMessage("Line 2, column 3: expected printable text, found \"\\u" + shown + "\".");
    }

    @Test
    void decodeLinesWhenCarriageReturnStandsAloneIsRefused() {
        assertThat(StrictText.decodeLines(bytes("a\tb\r\n\r\nc"), 10)).isEqualTo("a\tb\r\n\r\nc");
        assertThatExceptionOfType(FormatException.class).isThrownBy(() -> StrictText.decodeLines(bytes("a\rb\n"), 10));
        assertThatExceptionOfType(FormatException.class).isThrownBy(() -> StrictText.decodeLines(bytes("a\r"), 10));
        assertThatExceptionOfType(FormatException.class).isThrownBy(() -> StrictText.decodeLines(bytes("a\r\r\n"), 10));
    }

    @Test
    void messageWhenForeignTextIsLongOrHiddenShortensAndEscapesIt() {
        String long80 = "😀".repeat(80);

        assertThat(new FormatException(1, 2, "x", long80)).hasMessageEndingWith("found \"" + long80 + "\".");
        assertThat(new FormatException(1, 2, "x", long80 + "y").found()).isEqualTo("\"" + long80 + "…\"");
        assertThat(new FormatException(1, 2, "x", "a\u202eb\u001b[1m").found()).isEqualTo("\"a\\u202eb\\u001b[1m\"");
        assertThat(new FormatException(1, 2, "x", "\ud800").found()).isEqualTo("\"\\ud800\"");
        assertThat(new FormatException(1, 2, "x", "").found()).isEqualTo("nothing");
    }

    @ParameterizedTest
    @MethodSource("org.drawbridge.format.Arbitrary#seeds")
    void decodeWhenRandomBytesGivesTheSameOrRefuses(long seed) {
        Arbitrary arbitrary = new Arbitrary(seed);
        byte[] bytes = arbitrary.chance(2) ? arbitrary.bytes(6) : arbitrary.bytesOf("aü\u20ac😀\0", 6);
        try {
            assertThat(StrictText.decode(bytes, 100).getBytes(StandardCharsets.UTF_8))
                    .isEqualTo(bytes);
        } catch (FormatException refused) {
            assertThat(refused.line()).isPositive();
        }
    }
}
