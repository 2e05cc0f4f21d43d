package org.drawbridge.patch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Unpacks an upload in memory, within bounds: a zip, a tar, either in gzip, or else the file itself. Nothing is written to a disk. */
final class Archive {

    /** The most bytes of one file, unpacked. */
    static final int LARGEST_FILE = 1024 * 1024;

    /** The most bytes of what comes out of gzip. */
    static final int LARGEST_UNPACKED = 8 * LARGEST_FILE;

    /** The most files of an archive; folders count too. */
    static final int MOST_FILES = 32;

    private Archive() {}

    /** @throws IOException when it is damaged or larger than the bounds */
    static List<UploadedFile> unpack(UploadedFile upload) throws IOException {
        byte[] bytes = upload.content();
        if (startsWith(bytes, 'P', 'K')) {
            return unzip(bytes);
        }
        if (!startsWith(bytes, 0x1f, 0x8b)) {
            return plain(upload.name(), bytes);
        }
        try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return plain(upload.name().replaceFirst("\\.gz$", ""), read(gzip, LARGEST_UNPACKED));
        }
    }

    private static List<UploadedFile> plain(String name, byte[] bytes) throws IOException {
        if (Tar.isOne(bytes)) {
            return Tar.files(bytes);
        }
        if (bytes.length > LARGEST_FILE) {
            throw new IOException("it has more than " + LARGEST_FILE + " bytes");
        }
        return List.of(UploadedFile.of(name, bytes));
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length > 1 && (bytes[0] & 0xff) == first && (bytes[1] & 0xff) == second;
    }

    private static List<UploadedFile> unzip(byte[] bytes) throws IOException {
        List<UploadedFile> files = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
            int entries = 0;
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                bound(++entries);
                if (!entry.isDirectory()) {
                    files.add(UploadedFile.of(entry.getName(), read(zip, LARGEST_FILE)));
                }
            }
        } catch (IllegalArgumentException badName) {
            throw new IOException("a name in it is not text", badName);
        }
        return files;
    }

    private static byte[] read(InputStream input, int most) throws IOException {
        byte[] content = input.readNBytes(most + 1);
        if (content.length > most) {
            throw new IOException("what is in it has more than " + most + " bytes");
        }
        return content;
    }

    static void bound(int entries) throws IOException {
        if (entries > MOST_FILES) {
            throw new IOException("it has more than " + MOST_FILES + " files");
        }
    }
}
