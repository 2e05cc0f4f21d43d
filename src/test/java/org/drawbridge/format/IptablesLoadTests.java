package org.drawbridge.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.drawbridge.format.RuleEditResult.Obstacle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IptablesLoadTests {

    @Test
    void checkWhenStockFileFindsNothing() {
        assertThat(IptablesLoad.check(IptablesSaveTests.parse(IptablesSaveTests.STOCK)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "*filter^~COMMIT~|1|ends with a carriage return",
                "*filter~^~COMMIT~|2|ends with a carriage return",
                "*filter~COMMIT^~|2|ends with a carriage return",
                "*filter~ \t~COMMIT~|2|holds blanks and nothing else",
                "*filter~COMMIT |2|is not COMMIT and a line feed alone",
                "*filter~COMMIT|2|is not COMMIT and a line feed alone",
                "*filters~COMMIT~|1|names a table that the kernel does not have",
                "*filter~:A - [0:0]~:A - [0:0]~COMMIT~|3|declares chain A again",
                "*filter~-A PREROUTING -j DROP~COMMIT~|2|appends to PREROUTING, which is no chain",
                "*nat~:A - [0:0]~-A B -j A~COMMIT~|3|appends to B, which is no chain",
                "*nat~-A OUTPUT -j FOO~COMMIT~|2|jumps to FOO, which is neither chain nor target",
                "*nat~-A OUTPUT --jump foo~COMMIT~|2|jumps to foo, which is neither chain nor target",
                "*nat~-A OUTPUT -p tcp -g A~COMMIT~|2|jumps to A, which is neither chain nor target",
                "*nat~:A - [0:0]~COMMIT~*filter~-A INPUT --goto A~COMMIT~|5|jumps to A, which is neither chain nor target",
            })
    void checkWhenNotLoadedSaysWhy(String text, int line, String what) {
        assertThat(IptablesLoad.check(
                        IptablesSaveTests.parse(text.replace('~', '\n').replace('^', '\r'))))
                .singleElement()
                .satisfies(obstacle -> {
                    assertThat(obstacle.line()).isEqualTo(line);
                    assertThat(obstacle.what()).isEqualTo("Line " + line + " " + what + ".");
                    assertThat(obstacle.remedy()).endsWith(".");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "# x^~*filter~~:INPUT DROP~:INPUT DROP~COMMIT~",
                "*raw~-A PREROUTING -j NOTRACK~COMMIT~",
                "*mangle~:A - [0:0]~-A A -g A~-A FORWARD -j A~COMMIT~",
                "*security~-A OUTPUT -j SECMARK~COMMIT~",
                "*filter~-I NOWHERE -j NOTHING~COMMIT~",
                "*filter~-A INPUT -m comment --comment -j~COMMIT~",
            })
    void checkWhenLoadedFindsNothing(String text) {
        assertThat(IptablesLoad.check(
                        IptablesSaveTests.parse(text.replace('~', '\n').replace('^', '\r'))))
                .isEmpty();
    }

    @Test
    void checkWhenSeveralReasonsTellsAll() {
        assertThat(IptablesLoad.check(IptablesSaveTests.parse("*filter\n-A X -j Y\nCOMMIT")))
                .containsExactly(
                        new Obstacle(
                                3,
                                "Line 3 is not COMMIT and a line feed alone.",
                                "Put a line feed right behind COMMIT."),
                        new Obstacle(2, "Line 2 appends to X, which is no chain.", "Declare the chain before it."),
                        new Obstacle(2, "Line 2 jumps to Y, which is neither chain nor target.", "Declare the chain."));
    }
}
