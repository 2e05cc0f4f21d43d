package org.drawbridge;

/** The console was told to listen to other machines without TLS. */
final class ListenAddressException extends RuntimeException {

    private final String address;

    ListenAddressException(String address) {
        super("The console will not listen on " + address + " without TLS.");
        this.address = address;
    }

    String address() {
        return address;
    }
}
