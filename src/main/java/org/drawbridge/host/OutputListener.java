package org.drawbridge.host;

/** Hears the lines of a running command as they come. */
@FunctionalInterface
public interface OutputListener {

    /** Hears nothing. */
    OutputListener SILENT = line -> {};

    void line(String line);
}
