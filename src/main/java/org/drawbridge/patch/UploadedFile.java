package org.drawbridge.patch;

/** A file of an upload: its bare name, made harmless, and its bytes. */
@SuppressWarnings("ArrayRecordComponent")
public record UploadedFile(String name, byte[] content) {

    private static final int LONGEST_NAME = 100;

    /** The file with the last part of its name alone, and nothing in it but letters, digits and {@code ._-}. */
    public static UploadedFile of(String path, byte[] content) {
        String last = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        String harmless = last.replaceAll("[^A-Za-z0-9._-]", "_");
        String name = harmless.isEmpty() ? "patch.diff" : harmless;
        return new UploadedFile(name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name, content);
    }
}
