package org.drawbridge.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Names one engine for as long as it runs, so that another can tell when it surely does not any more.
 *
 * @param machine the running kernel and its process namespace, or the empty text where that is not known
 * @param pid the process
 * @param start when the process was started, in milliseconds since 1970
 * @param nonce tells engines of one process apart
 */
record EngineName(String machine, long pid, long start, String nonce) {

    static EngineName ofThisProcess() {
        ProcessHandle self = ProcessHandle.current();
        return new EngineName(
                machineName(), self.pid(), startOf(self), UUID.randomUUID().toString());
    }

    static EngineName parse(String text) {
        String[] parts = text.split("\\|", -1);
        return new EngineName(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2]), parts[3]);
    }

    String text() {
        return machine + "|" + pid + "|" + start + "|" + nonce;
    }

    /** Whether this engine's process ran on the machine of {@code here} and is gone; false where that cannot be known. */
    boolean isSurelyGone(EngineName here) {
        if (machine.isEmpty() || !machine.equals(here.machine)) {
            return false;
        }
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> startOf(process) == start)
                .isEmpty();
    }

    private static long startOf(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(instant -> instant.toEpochMilli())
                .orElse(0L);
    }

    private static String machineName() {
        try {
            String kernel =
                    Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
            return kernel + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
        } catch (IOException | UnsupportedOperationException exception) {
            return "";
        }
    }
}
