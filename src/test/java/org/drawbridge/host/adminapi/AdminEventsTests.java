package org.drawbridge.host.adminapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.drawbridge.host.Pause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The stream of events is followed, and called again when it breaks. */
@Timeout(30)
class AdminEventsTests {

    private static final byte[] BEGINNING = Qubesd.event("", "connection-established");

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> pauses = new LinkedBlockingQueue<>();
    private final AdminEventListener listener = new AdminEventListener() {
        @Override
        public void opened() {
            heard.add("opened");
        }

        @Override
        public void happened(AdminEvent event) {
            heard.add(event.subject() + " " + event.name() + " " + event.values());
        }

        @Override
        public void lost(String reason) {
            heard.add("lost " + reason);
        }
    };

    private Path folder;
    private Path socket;
    private Qubesd qubesd;
    private AdminEvents events;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("qubesd");
        socket = folder.resolve("s");
    }

    @AfterEach
    void end() throws IOException {
        if (events != null) {
            events.close();
        }
        if (qubesd != null) {
            qubesd.close();
        }
        Files.deleteIfExists(socket);
        Files.deleteIfExists(folder);
    }

    @Test
    void eventsWhenTheyComeAreHeardInOrderWithAllTheyTell() throws Exception {
        qubesd = Qubesd.answering(socket, (request, out) -> {
            assertThat(request.method()).isEqualTo("admin.Events");
            out.write(BEGINNING);
            out.write(Qubesd.event("", "domain-add", "vm", "attic"));
            out.write(Qubesd.event(
                    "study", "property-set:netvm", "name", "netvm", "newvalue", "None", "oldvalue", "sys-garden"));
            out.write(Qubesd.event("attic", "domain-of-the-future", "π", ""));
        });

        follow(Pause.REAL);

        assertThat(next()).isEqualTo("opened");
        assertThat(next()).isEqualTo(" domain-add {vm=attic}");
        assertThat(next()).isEqualTo("study property-set:netvm {name=netvm, newvalue=None, oldvalue=sys-garden}");
        assertThat(next()).isEqualTo("attic domain-of-the-future {π=}");
        assertThat(next()).startsWith("lost ").contains("ended the stream of events");
    }

    @Test
    void streamWhenItBreaksIsOpenedAgain() throws Exception {
        AtomicInteger connection = new AtomicInteger();
        qubesd = Qubesd.with(socket, channel -> {
            Qubesd.request(channel);
            write(channel, BEGINNING);
            write(channel, Qubesd.event("study", "call-" + connection.incrementAndGet()));
            channel.write(ByteBuffer.wrap(new byte[] {'1', 0, 's'}));
        });

        follow(duration -> pauses.add(duration.toString()));

        assertThat(next()).isEqualTo("opened");
        assertThat(next()).isEqualTo("study call-1 {}");
        assertThat(next()).startsWith("lost ").contains("middle of an event");
        assertThat(next()).isEqualTo("opened");
        assertThat(next()).isEqualTo("study call-2 {}");
        assertThat(pauses.poll(10, TimeUnit.SECONDS)).isEqualTo("PT1S");
    }

    @Test
    void streamWhenNobodyIsThereIsTriedLessAndLessOften() throws Exception {
        follow(duration -> pauses.add(duration.toString()));

        assertThat(next()).startsWith("lost ").contains("The socket is not there");
        for (String expected : new String[] {"PT2S", "PT4S", "PT8S", "PT16S", "PT30S", "PT30S"}) {
            assertThat(pauses.poll(10, TimeUnit.SECONDS)).isEqualTo(expected);
        }
    }

    @Test
    void streamWhenRefusedNamesThePolicyLine() throws Exception {
        qubesd = Qubesd.answering(socket, (request, out) -> {});

        follow(Pause.REAL);

        assertThat(next()).contains("admin.Events * dom0 @adminvm allow target=dom0");
    }

    @Test
    void streamWhenItIsAnExceptionTellsItsWords() throws Exception {
        qubesd = Qubesd.answering(
                socket,
                (request, out) -> out.write(Qubesd.exception("ProtocolError", "no such method: 'admin.Events'")));

        follow(Pause.REAL);

        assertThat(next()).contains("no such method: 'admin.Events' (ProtocolError)");
    }

    @Test
    void streamWhenAnEventHasNoEndIsGivenUp() throws Exception {
        qubesd = Qubesd.answering(socket, (request, out) -> {
            out.write(BEGINNING);
            out.write("1\0study\0".getBytes(StandardCharsets.US_ASCII));
            byte[] more = "x".repeat(8192).getBytes(StandardCharsets.US_ASCII);
            while (true) {
                out.write(more);
            }
        });

        follow(Pause.REAL);

        assertThat(next()).isEqualTo("opened");
        assertThat(next()).contains("an event is longer than 262144 bytes");
    }

    @Test
    void streamWhenClosedByUsSaysNoMore() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        qubesd = Qubesd.with(socket, channel -> {
            Qubesd.request(channel);
            write(channel, BEGINNING);
            hold(over);
        });
        follow(Pause.REAL);
        assertThat(next()).isEqualTo("opened");

        events.close();

        assertThat(heard.poll(300, TimeUnit.MILLISECONDS)).isNull();
        over.countDown();
    }

    private void follow(Pause pause) {
        events = AdminEvents.follow(new SocketTransport(socket), listener, pause);
    }

    private String next() throws InterruptedException {
        return heard.poll(10, TimeUnit.SECONDS);
    }

    /** Keeps a connection open until the test is over. */
    private static void hold(CountDownLatch over) {
        try {
            over.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(SocketChannel channel, byte[] bytes) throws IOException {
        Channels.newOutputStream(channel).write(bytes);
    }
}
