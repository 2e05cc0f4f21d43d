package org.drawbridge.host.lab;

/** nft does not take a script; the message is the line that the real one would print after the file's name. */
final class NftRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int line;

    NftRefusal(int line, String message) {
        super(message);
        this.line = line;
    }

    int line() {
        return line;
    }
}
