package org.drawbridge.host.adminapi;

/** What qubesd says to a call. */
sealed interface AdminAnswer {

    /** It was done; {@code data} is what was asked for. */
    // Handed on once and never kept.
    @SuppressWarnings("ArrayRecordComponent")
    record Done(byte[] data) implements AdminAnswer {}

    /**
     * It was not done.
     *
     * @param type the exception's name, such as {@code QubesVMNotFoundError}
     * @param message the server's words, already formatted, maybe empty
     */
    record Failed(String type, String message) implements AdminAnswer {}

    /** Nothing was said: refused, or not known, or an error inside. */
    record Silent() implements AdminAnswer {}
}
