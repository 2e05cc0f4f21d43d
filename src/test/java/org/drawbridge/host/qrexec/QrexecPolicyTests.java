package org.drawbridge.host.qrexec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.drawbridge.name.QubeName;
import org.junit.jupiter.api.Test;

/** The lines that the console knows are those of the file that the package for dom0 installs. */
class QrexecPolicyTests {

    private static final Path FILE = Path.of("src/agent/30-drawbridge.policy");

    @Test
    void fileWhenReadHasJustTheLinesThatAreKnown() throws IOException {
        List<String> lines = Files.readAllLines(FILE).stream()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();

        assertThat(lines)
                .containsExactlyElementsOf(QrexecPolicy.RULES.stream()
                        .map(rule -> rule.line(QrexecPolicy.USUAL_CONSOLE))
                        .toList());
    }

    @Test
    void linesWhenTheyLetSomethingBeChangedAreAboutTaggedQubesOrTheAgent() {
        assertThat(QrexecPolicy.RULES)
                .filteredOn(rule -> rule.service().matches(".*\\.(Set|Reset|Remove|Start|Shutdown)"))
                .isNotEmpty()
                .allMatch(rule -> rule.target().equals("@tag:drawbridge"));
        assertThat(QrexecPolicy.RULES)
                .filteredOn(rule -> rule.service().startsWith("drawbridge."))
                .allMatch(rule -> rule.target().equals("@adminvm"));
        assertThat(QrexecPolicy.RULES)
                .filteredOn(rule -> rule.action().startsWith("ask"))
                .extracting(PolicyRule::service, PolicyRule::argument)
                .containsExactlyInAnyOrder(tuple("drawbridge.Begin", "*"), tuple("drawbridge.Agent", "+reinstall"));
    }

    @Test
    void lineWhenAVerbIsAskedForIsTheOneThatAllowsIt() {
        QubeName console = QubeName.of("mgmt");

        assertThat(QrexecPolicy.line("drawbridge.Agent+read", console))
                .isEqualTo("drawbridge.Agent +read mgmt @adminvm allow target=dom0");
        assertThat(QrexecPolicy.line("drawbridge.Begin+sys-net+bridge0+0123456789ab", console))
                .isEqualTo("drawbridge.Begin * mgmt @adminvm ask default_target=dom0");
    }
}
