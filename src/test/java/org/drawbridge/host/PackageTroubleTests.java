package org.drawbridge.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.drawbridge.name.PackageName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rpm, dnf, yum and Qubes' own tools say is told in our words. */
class PackageTroubleTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    UpdateVM not set, exiting | No update qube is set
                    ERROR: UpdateVM not running, not starting it in non-interactive mode | The update qube could not be started
                    This script should be run as root (when used in console mode), use sudo. | must be run by root
                    Another instance of qubes-dom0-update is already running! | holds the lock
                    error: can't create transaction lock on /var/lib/rpm/.rpm.lock (Resource temporarily unavailable) | holds the lock
                    error: unpacking of archive failed on file /usr/x;6: cpio: write failed - No space left on device | too full
                    installing package qubes-manager-4.2.1-1.fc37 needs 5MB more space on the / filesystem | too full
                    - Curl error (6): Couldn't resolve host name for https://x | has no network
                    Error: Cannot retrieve repository metadata (repomd.xml) for repository: qubes-dom0-current. | has no network
                    /var/x.rpm: DIGESTS SIGNATURES NOT OK | signature of the package is missing or not good
                    package x-1-1.noarch does not verify: no signature | signature of the package is missing or not good
                    error: Failed dependencies: | Other packages of dom0 need something
                    - nothing provides libfoo needed by qubes-manager | Other packages of dom0 need something
                    Installed package qubes-manager-4.2.1-1.noarch (from @System) not available. | not in the repositories any more
                    install: cannot stat '/var/lib/qubes/updates/rpm/x.rpm': No such file or directory | did not bring this version
                    package qubes-manager is not installed | is not installed. Install it
                    """)
    void saidWhenToolFailsIsExplainedWithTheNextStep(String said, String told) {
        assertThat(PackageTrouble.sentence(new CommandResult(1, List.of(), List.of(said), false)))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains(told));
    }

    @Test
    void saidWhenItIsNotKnownIsLeftToTheTool() {
        HostException.CommandFailed failed = HostException.CommandFailed.of(
                new PackageCommand.Verify(PackageName.of("bash")),
                new CommandResult(3, List.of(), List.of("something else"), false));
        assertThat(failed).hasMessage("In dom0, “rpm -V -- bash” ended with 3: something else");
    }
}
