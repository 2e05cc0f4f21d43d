package org.drawbridge.host.qrexec;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** An answer of which is told, once, whether there is anything in it: an empty one is a refusal. */
final class NotedStream extends FilterInputStream {

    private final Consumer<Boolean> told;
    private boolean noted;

    NotedStream(InputStream in, Consumer<Boolean> told) {
        super(in);
        this.told = told;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        note(read >= 0);
        return read;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = super.read(bytes, from, length);
        if (length > 0) {
            note(read > 0);
        }
        return read;
    }

    private void note(boolean any) {
        if (!noted) {
            noted = true;
            told.accept(any);
        }
    }
}
