package org.drawbridge.host.adminapi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A small qubesd on a unix socket that takes requests as the real one does: whole, bounded and only after the half-close. */
public final class Qubesd implements AutoCloseable {

    private final ServerSocketChannel server;
    private final Handler handler;
    private final List<SocketChannel> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    private Qubesd(ServerSocketChannel server, Handler handler) {
        this.server = server;
        this.handler = handler;
    }

    /** Answers each request that keeps the protocol; the others get nothing, as from R4.1 to R4.3. */
    public static Qubesd answering(Path socket, Answers answers) throws IOException {
        return with(socket, channel -> {
            byte[] request = request(channel);
            Request parsed = Request.parse(request);
            if (parsed != null) {
                answers.answer(parsed, Channels.newOutputStream(channel));
            }
        });
    }

    /** Does with each connection whatever the test wants. */
    static Qubesd with(Path socket, Handler handler) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket), 1024);
        Qubesd qubesd = new Qubesd(server, handler);
        Thread.ofVirtual().start(qubesd::accept);
        return qubesd;
    }

    /** The most connections that were open at once. */
    public int mostAtOnce() {
        return most.get();
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel channel = server.accept();
                open.add(channel);
                Thread.ofVirtual().start(() -> serve(channel));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(SocketChannel channel) {
        most.accumulateAndGet(connections.incrementAndGet(), Math::max);
        try (channel) {
            handler.serve(channel);
        } catch (IOException gone) {
            // The client went away, as clients do.
        } finally {
            connections.decrementAndGet();
            open.remove(channel);
        }
    }

    /** Reads to the client's half-close; a request that is too long breaks the connection. */
    static byte[] request(SocketChannel channel) throws IOException {
        InputStream in = Channels.newInputStream(channel);
        byte[] request = in.readNBytes(AdminCall.SIZE_LIMIT + 1);
        if (request.length > AdminCall.SIZE_LIMIT) {
            channel.close();
            throw new ClosedChannelException();
        }
        return request;
    }

    /** Breaks every connection that is open. */
    public void hangUp() throws IOException {
        for (SocketChannel channel : open) {
            channel.close();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        hangUp();
    }

    /** Serves one connection. */
    @FunctionalInterface
    interface Handler {
        void serve(SocketChannel channel) throws IOException;
    }

    /** Says what is answered to a request. */
    @FunctionalInterface
    public interface Answers {
        void answer(Request request, OutputStream out) throws IOException;
    }

    /** A request taken apart. */
    public record Request(String method, String argument, String source, String destination, String payload) {

        static @Nullable Request parse(byte[] request) {
            int end = 0;
            while (end < request.length && request[end] != 0) {
                end++;
            }
            String[] words = new String(request, 0, end, StandardCharsets.UTF_8).split(" ", 4);
            if (end == request.length || words.length < 4 || !words[2].equals("name")) {
                return null;
            }
            int plus = words[0].indexOf('+');
            return new Request(
                    plus < 0 ? words[0] : words[0].substring(0, plus),
                    plus < 0 ? "" : words[0].substring(plus + 1),
                    words[1],
                    words[3],
                    new String(Arrays.copyOfRange(request, end + 1, request.length), StandardCharsets.UTF_8));
        }
    }

    /** {@code 0}, NUL and the data. */
    public static byte[] ok(String data) {
        return ("0\0" + data).getBytes(StandardCharsets.UTF_8);
    }

    /** {@code 2}, NUL and the exception. */
    public static byte[] exception(String type, String message) {
        return ("2\0" + type + "\0\0" + message + "\0").getBytes(StandardCharsets.UTF_8);
    }

    /** One event. */
    public static byte[] event(String subject, String name, String... values) {
        ByteArrayOutputStream event = new ByteArrayOutputStream();
        event.writeBytes(("1\0" + subject + "\0" + name + "\0").getBytes(StandardCharsets.UTF_8));
        for (String value : values) {
            event.writeBytes((value + "\0").getBytes(StandardCharsets.UTF_8));
        }
        event.write(0);
        return event.toByteArray();
    }
}
