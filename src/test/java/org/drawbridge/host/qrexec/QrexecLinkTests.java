package org.drawbridge.host.qrexec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostLink;
import org.drawbridge.host.Manifest;
import org.drawbridge.host.Release;
import org.drawbridge.host.tool.StandInTools;
import org.drawbridge.name.BridgeName;
import org.drawbridge.name.QubeName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What the console makes of a link that refuses, breaks, hangs or talks nonsense, and what it tells people of it. */
@Timeout(120)
class QrexecLinkTests {

    private static final Manifest MANIFEST = Manifest.of(
            "job-1", QubeName.of("sys-net"), BridgeName.of("bridge0"), "0123456789abcdef", Release.R4_2, List.of());

    @TempDir
    Path folder;

    @Test
    @Tag("python")
    void linkWhenCheckedTellsWhatIsAllowedAndWhatWasRefused() throws IOException {
        try (StandInQrexec dom0 = StandInQrexec.of(Release.R4_2)) {
            dom0.tag("personal");
            assertThatThrownBy(() -> dom0.host().resetProperty(QubeName.of("vault"), "mac"))
                    .isInstanceOf(HostException.Refused.class)
                    .hasMessageMatching(".*: admin.vm.property.Reset \\+mac \\S+ vault allow target=dom0");
            dom0.host().resetProperty(QubeName.of("personal"), "netvm");

            dom0.link().check();

            assertThat(outcome(dom0, "admin.vm.List * ", "@adminvm").allowed()).isTrue();
            assertThat(outcome(dom0, "admin.vm.property.GetAll", "@anyvm").allowed())
                    .isTrue();
            assertThat(outcome(dom0, "drawbridge.Agent +list", "@adminvm").allowed())
                    .isTrue();
            assertThat(outcome(dom0, "admin.vm.property.Reset +netvm", "").allowed())
                    .isTrue();
            HostLink.Outcome refused = outcome(dom0, "admin.vm.property.Reset +mac", "");
            assertThat(refused.allowed()).isFalse();
            assertThat(refused.about()).hasToString("vault");
            assertThat(dom0.link().calls())
                    .filteredOn(call -> call.line().startsWith("drawbridge.Begin"))
                    .allMatch(call -> call.last().isEmpty());
        }
    }

    @Test
    @Tag("python")
    void beginWhenThePersonInDom0DoesNotAgreeIsRefused() throws IOException {
        try (StandInQrexec dom0 = StandInQrexec.of(Release.R4_2)) {
            dom0.tag("sys-net");
            dom0.refuseQuestions();

            assertThatThrownBy(() -> dom0.desk().begin(MANIFEST)).isInstanceOf(HostException.Refused.class);

            assertThat(dom0.questions()).containsExactly("drawbridge.Begin+sys-net+bridge0+0123456789ab", "deny");
            assertThatThrownBy(() -> dom0.desk().arm(MANIFEST, Duration.ofMinutes(5)))
                    .isInstanceOf(HostException.Refused.class);
        }
    }

    @Test
    @Tag("python")
    void kitWhenAJobWasBegunArmedAndEndedIsTold() throws IOException {
        try (StandInQrexec dom0 = StandInQrexec.of(Release.R4_2)) {
            dom0.tag("sys-net");
            dom0.desk().begin(MANIFEST);
            dom0.desk().arm(MANIFEST, Duration.ofMinutes(5));
            assertThat(dom0.desk().kits())
                    .singleElement()
                    .satisfies(kit -> assertThat(kit.state()).isEqualTo("armed"));

            dom0.desk().disarm("job-1");

            assertThat(dom0.desk().kits())
                    .singleElement()
                    .satisfies(kit -> assertThat(kit.state()).isEqualTo("kept"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo nonsense",
                "echo '{'",
                "echo '[]'",
                "echo '{\"ok\": 1}'",
                "head -c 3000000 /dev/zero",
                "yes '{\"line\": \"x\"}' | head -c 60000000",
                "printf '\\377\\n'",
                "echo '{\"ok\": true}'"
            })
    void answerWhenItIsNotWhatTheAgentSaysIsATypedError(String program) throws IOException {
        Agent agent = agent(program);

        assertThatThrownBy(() -> agent.ask("read", Map.of(), Duration.ofSeconds(60))
                        .orThrow(QubeName.DOM0)
                        .text("content"))
                .isInstanceOf(HostException.class)
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain("\0")
                .hasSizeLessThan(700);
    }

    @Test
    void answerWhenThereIsNoneSaysWhichLineAllowsIt() throws IOException {
        assertThatThrownBy(() -> agent("exit 126").ask("read", Map.of(), Duration.ofSeconds(60)))
                .isInstanceOf(HostException.Refused.class)
                .hasMessageContaining("drawbridge.Agent +read mgmt @adminvm allow target=dom0");
    }

    @Test
    void answerWhenItDoesNotComeIsGivenUpInTimeAndTheClientIsEnded() throws IOException {
        Path pid = folder.resolve("pid");
        Agent agent = agent("echo $$ >" + pid + "; exec sleep 600");

        assertThatThrownBy(() -> agent.ask("read", Map.of(), Duration.ofSeconds(2)))
                .isInstanceOf(HostException.TimedOut.class);

        long number = Long.parseLong(Files.readString(pid).strip());
        assertThat(ProcessHandle.of(number)
                        .map(ProcessHandle::onExit)
                        .map(ended -> ended.orTimeout(20, java.util.concurrent.TimeUnit.SECONDS)
                                .join()
                                .isAlive())
                        .orElse(false))
                .isFalse();
    }

    @Test
    void callWhenThereIsNoClientSaysWhatToDo() {
        Agent agent = new Agent(
                new QrexecClient(folder.resolve("none").toString(), new CallBook(Clock.systemUTC())),
                QubeName.of("mgmt"),
                JsonMapper.shared());

        assertThatThrownBy(() -> agent.ask("read", Map.of(), Duration.ofSeconds(10)))
                .isInstanceOf(HostException.Unreachable.class)
                .hasMessageContaining("drawbridge.qrexec.client");
    }

    private Agent agent(String program) throws IOException {
        Path client = folder.resolve("client");
        StandInTools.script(client, "#!/bin/sh\n" + program + "\n");
        return new Agent(
                new QrexecClient(client.toString(), new CallBook(Clock.systemUTC())),
                QubeName.of("mgmt"),
                JsonMapper.shared());
    }

    private static HostLink.Outcome outcome(StandInQrexec dom0, String begin, String target) {
        return dom0.link().calls().stream()
                .filter(call -> call.line().startsWith(begin) && call.line().contains(target))
                .findFirst()
                .orElseThrow()
                .last()
                .orElseThrow();
    }
}
