package org.drawbridge.host.adminapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.drawbridge.host.HostException;
import org.drawbridge.host.Pause;
import org.drawbridge.name.QubeName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a socket and whoever sits at its other end can do wrong, each a typed error within the time limit. */
@Timeout(30)
class AdminClientTests {

    private static final QubeName STUDY = QubeName.of("study");
    private static final Duration SHORT = Duration.ofMillis(300);

    private final CountDownLatch done = new CountDownLatch(1);

    // Not @TempDir: its path can be longer than a socket's name may be.
    private Path folder;
    private Path socket;
    private Qubesd qubesd;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("qubesd");
        socket = folder.resolve("s");
    }

    @AfterEach
    void end() throws IOException {
        done.countDown();
        if (qubesd != null) {
            qubesd.close();
        }
        Files.deleteIfExists(socket);
        Files.deleteIfExists(folder);
    }

    @Test
    void callWhenAnsweredIsTheRequestOfTheProtocol() throws IOException {
        StringBuilder seen = new StringBuilder();
        qubesd = Qubesd.with(socket, channel -> {
            seen.append(new String(Qubesd.request(channel), StandardCharsets.UTF_8));
            send(Channels.newOutputStream(channel), Qubesd.ok(""));
        });

        api(SHORT.multipliedBy(20)).setProperty(STUDY, "netvm", "sys-garden");

        assertThat(seen).hasToString("admin.vm.property.Set+netvm dom0 name study\0sys-garden");
    }

    @Test
    void callWhenThereIsNoSocketIsUnreachable() {
        assertThatThrownBy(() -> api(SHORT).qubes())
                .isInstanceOf(HostException.Unreachable.class)
                .hasMessageContaining(socket.toString())
                .hasMessageContaining("The socket is not there");
    }

    @Test
    void callWhenNobodyListensIsUnreachable() throws IOException {
        Qubesd.with(socket, channel -> {}).close();

        assertThatThrownBy(() -> api(SHORT).qubes())
                .isInstanceOf(HostException.Unreachable.class)
                .hasMessageContaining("systemctl status qubesd");
    }

    @Test
    void callWhenTheServerNeverAnswersTimesOut() throws IOException {
        qubesd = Qubesd.with(socket, channel -> {
            Qubesd.request(channel);
            await();
        });

        assertThatThrownBy(() -> api(SHORT).qubes())
                .isInstanceOf(HostException.TimedOut.class)
                .hasMessageContaining("300 ms");
    }

    @Test
    void callWhenTheServerNeverReadsTimesOut() throws IOException {
        qubesd = Qubesd.with(socket, channel -> await());

        assertThatThrownBy(() -> api(SHORT).setFeature(STUDY, "note", "x".repeat(60_000)))
                .isInstanceOf(HostException.TimedOut.class);
    }

    @Test
    void callWhenTheServerDripsForeverTimesOut() throws IOException {
        qubesd = Qubesd.with(socket, channel -> {
            OutputStream out = Channels.newOutputStream(channel);
            send(out, Qubesd.ok("study class=AppVM "));
            await();
        });

        assertThatThrownBy(() -> api(SHORT).qubes()).isInstanceOf(HostException.TimedOut.class);
    }

    @Test
    void callWhenTheConnectionClosesHalfWayIsABadAnswer() throws IOException {
        qubesd = Qubesd.with(socket, channel -> {
            Qubesd.request(channel);
            send(Channels.newOutputStream(channel), Qubesd.ok("study class=AppVM sta"));
        });

        assertThatThrownBy(() -> api(SHORT.multipliedBy(20)).qubes())
                .isInstanceOf(HostException.BadAnswer.class)
                .hasMessageContaining("ends in the middle of a line");
    }

    @Test
    void callWhenTheAnswerHasNoEndIsABadAnswer() throws IOException {
        qubesd = Qubesd.with(socket, channel -> {
            Qubesd.request(channel);
            OutputStream out = Channels.newOutputStream(channel);
            send(out, Qubesd.ok(""));
            byte[] more = "x".repeat(65_536).getBytes(StandardCharsets.US_ASCII);
            while (true) {
                send(out, more);
            }
        });

        assertThatThrownBy(() -> api(AdminClient.LIMIT).qubes())
                .isInstanceOf(HostException.BadAnswer.class)
                .hasMessageContaining("longer than 4194304 bytes");
    }

    @Test
    void callWhenTheRequestIsTooLongIsNotSent() throws IOException {
        qubesd = Qubesd.answering(socket, (request, out) -> send(out, Qubesd.ok("")));
        int header = "admin.vm.feature.Set+note dom0 name study\0".length();
        AdminApi api = api(AdminClient.LIMIT);

        api.setFeature(STUDY, "note", "x".repeat(65_536 - header));
        assertThatThrownBy(() -> api.setFeature(STUDY, "note", "x".repeat(65_537 - header)))
                .isInstanceOf(HostException.Declined.class)
                .hasMessageContaining("65537 bytes")
                .hasMessageContaining("Nothing was sent");
    }

    @Test
    void callWhenInterruptedEndsAtOnceAndStaysInterrupted() throws Exception {
        qubesd = Qubesd.with(socket, channel -> await());
        CountDownLatch begun = new CountDownLatch(1);
        FutureTask<Boolean> call = new FutureTask<>(() -> {
            begun.countDown();
            assertThatThrownBy(() -> api(AdminClient.LIMIT).qubes())
                    .isInstanceOf(HostException.TimedOut.class)
                    .hasMessageContaining("stopped waiting");
            return Thread.currentThread().isInterrupted();
        });
        Thread thread = Thread.ofPlatform().start(call);
        begun.await();
        thread.interrupt();

        assertThat(call.get()).isTrue();
    }

    @Test
    void callWhenAnsweredWithNothingNamesThePolicyLine() throws IOException {
        qubesd = Qubesd.answering(socket, (request, out) -> {});

        assertThatThrownBy(() -> api(AdminClient.LIMIT).setProperty(STUDY, "mac", "00:16:3e:00:00:09"))
                .isInstanceOf(HostException.Refused.class)
                .hasMessageContaining("admin.vm.property.Set +mac dom0 study allow target=dom0");
        assertThatThrownBy(() -> api(AdminClient.LIMIT).labels())
                .isInstanceOf(HostException.Refused.class)
                .hasMessageContaining("admin.label.List * dom0 @adminvm allow target=dom0");
    }

    @Test
    void callWhenTheMessageHasPercentSignsAndEscapesIsShownAsItIs() throws IOException {
        qubesd = Qubesd.answering(
                socket, (request, out) -> send(out, Qubesd.exception("QubesValueError", "100%s of %d\u001b[31m\n{}")));

        assertThatThrownBy(() -> api(AdminClient.LIMIT).resetProperty(STUDY, "netvm"))
                .isInstanceOf(HostException.Declined.class)
                .hasMessageContaining("100%s of %d\\u001b[31m {} (QubesValueError)");
    }

    @Test
    void callWhenPermissionIsDeniedIsRefused() throws IOException {
        qubesd = Qubesd.answering(
                socket, (request, out) -> send(out, Qubesd.exception("PermissionDenied", "changing it is prohibited")));

        assertThatThrownBy(() -> api(AdminClient.LIMIT).setFeature(STUDY, "preload-dispvm", "1"))
                .isInstanceOf(HostException.Refused.class)
                .hasMessageContaining("changing it is prohibited");
    }

    @Test
    void valueWhenQubesdCannotTakeItIsNotSent() {
        AdminApi api = api(SHORT);

        assertThatThrownBy(() -> api.setFeature(STUDY, "note", "grün")).isInstanceOf(HostException.Declined.class);
        assertThatThrownBy(() -> api.setFeature(STUDY, "note", "a\nb")).isInstanceOf(HostException.Declined.class);
        assertThatThrownBy(() -> api.setFeature(STUDY, "no te", "1")).isInstanceOf(HostException.Declined.class);
        assertThatThrownBy(() -> api.setProperty(STUDY, "ip", "10.1\0")).isInstanceOf(HostException.Declined.class);
        assertThatThrownBy(() -> api.setTag(STUDY, "bad:tag")).isInstanceOf(HostException.Declined.class);
    }

    private AdminApi api(Duration limit) {
        return new AdminApi(new AdminClient(new SocketTransport(socket), limit), Pause.REAL);
    }

    private void await() {
        try {
            done.await();
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(OutputStream out, byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }
}
