package org.drawbridge.stock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of rpm -V are read as rpm prints them, and nothing else is. */
class VerifyLineTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    S.5....T.  c /etc/a.conf | /etc/a.conf | true | another size, other content, another time of change
                    .M.......    /usr/b c | /usr/b c | false | another mode
                    missing      /usr/c | /usr/c | false | not there
                    missing    c /etc/d (Permission denied) | /etc/d | true | not there
                    ..?......    /etc/e | /etc/e | false | something that could not be read
                    .....UG.     /etc/f | /etc/f | false | another owner, another group
                    """)
    void fileIsReadWithItsFlags(String line, String path, boolean config, String words) {
        assertThat(VerifyLine.parse(line)).hasValueSatisfying(file -> {
            assertThat(file.path().value()).isEqualTo(path);
            assertThat(file.config()).isEqualTo(config);
            assertThat(file.words()).isEqualTo(words);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Unsatisfied dependencies for x-1-1.noarch:", "", "S.5....T.  c relative", "S.5....T.    /a/../b"
            })
    void lineWhenItIsAboutNoFileIsNotRead(String line) {
        assertThat(VerifyLine.parse(line)).isEmpty();
    }

    @Test
    void editedConfigurationStaysAndMissingOneComesBack() {
        assertThat(VerifyLine.parse("S.5....T.  c /etc/a").orElseThrow().staysWhenReinstalled())
                .isTrue();
        assertThat(VerifyLine.parse("missing    c /etc/a").orElseThrow().staysWhenReinstalled())
                .isFalse();
        assertThat(VerifyLine.parse("S.5....T.    /etc/a").orElseThrow().staysWhenReinstalled())
                .isFalse();
    }
}
