package org.drawbridge.host.tool;

import java.time.Duration;
import java.util.List;

/** A program to be run: it knows its arguments, its input and its bounds. */
public interface Tool {

    /** The program's name without a folder, such as {@code qvm-run}. */
    String program();

    List<String> arguments();

    /** What it reads on standard input. */
    default byte[] input() {
        return new byte[0];
    }

    /** How long it may take before it is ended. */
    default Duration timeLimit() {
        return Duration.ofSeconds(20);
    }

    /** How many bytes of its standard output are kept. */
    default int outputLimit() {
        return 1024 * 1024;
    }

    /** What is run, for messages: never the whole of a long argument. */
    default String title() {
        return program();
    }
}
