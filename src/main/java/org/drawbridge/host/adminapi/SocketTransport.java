package org.drawbridge.host.adminapi;

import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.drawbridge.host.HostException;
import org.drawbridge.name.QubeName;

/** Calls qubesd in dom0 through its unix socket, one connection a call. */
public final class SocketTransport implements AdminTransport {

    private final Path socket;

    public SocketTransport(Path socket) {
        this.socket = socket;
    }

    @Override
    public String peer() {
        return "qubesd (" + socket + ")";
    }

    @Override
    public AdminExchange begin(AdminCall call) {
        return new Exchange(call.request(QubeName.DOM0));
    }

    /** In dom0 no policy stands in between, so another cause is the likely one. */
    @Override
    public String refusal(AdminCall call) {
        return "qubesd refused " + call.text()
                + " and gave no reason. Releases up to R4.3 answer so to a call that they do not"
                + " know, to a value that they cannot take, and after an error of their own: see “journalctl -u qubesd” in"
                + " dom0. Where a policy stands in between, this line allows it: " + PolicyLine.of(call, QubeName.DOM0);
    }

    /** One connection. */
    private final class Exchange implements AdminExchange {

        private final byte[] request;
        private final SocketChannel channel;

        Exchange(byte[] request) {
            this.request = request;
            try {
                this.channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            } catch (IOException exception) {
                throw new HostException.Unreachable(
                        "No socket can be opened (" + exception.getMessage() + "). Look at what this machine runs.");
            }
        }

        @Override
        public InputStream answer() throws IOException {
            connect();
            ByteBuffer bytes = ByteBuffer.wrap(request);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            // Without this qubesd waits for more.
            channel.shutdownOutput();
            return Channels.newInputStream(channel);
        }

        private void connect() throws IOException {
            try {
                channel.connect(UnixDomainSocketAddress.of(socket));
            } catch (ClosedChannelException closed) {
                throw closed;
            } catch (IOException | IllegalArgumentException exception) {
                throw new HostException.Unreachable(
                        "qubesd cannot be reached by " + socket + " (" + exception.getMessage() + "). " + advice());
            }
        }

        private String advice() {
            if (!Files.exists(socket)) {
                return "The socket is not there: check that this is dom0 of R4.1 or newer, that qubesd runs, and"
                        + " drawbridge.dom0.qubesd-socket.";
            }
            return "Check that qubesd runs (“systemctl status qubesd”) and that this user may open it: root may, and the group"
                    + " qubes.";
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException exception) {
                // Nothing is left to be said on it.
            }
        }
    }
}
