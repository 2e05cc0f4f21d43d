package org.drawbridge.host.adminapi;

import java.io.IOException;
import java.io.InputStream;

/** One call under way. */
public interface AdminExchange extends AutoCloseable {

    /**
     * Connects, sends the whole call and gives what is answered; blocks for as long as the other side does.
     *
     * @throws org.drawbridge.host.HostException when there is nobody to call
     * @throws IOException when the connection breaks, or when it was closed meanwhile
     */
    InputStream answer() throws IOException;

    /** Ends the call whatever it is at; from any thread, and as often as one likes. */
    @Override
    void close();
}
