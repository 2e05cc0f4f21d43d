package org.drawbridge.host;

/** Listening to a host, until it is closed. */
@FunctionalInterface
public interface HostWatch extends AutoCloseable {

    /** Of a host that tells nothing by itself. */
    HostWatch NONE = () -> {};

    @Override
    void close();
}
