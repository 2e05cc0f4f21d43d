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

/** Unpacks an upload in memory, within bounds: a zip, a tar in gzip, or else the file itself. Nothing is written to a disk. */
final class Archive {

    /** The most bytes of one file, unpacked. */
    static final int LARGEST_FILE = 1024 * 1024;

    /** The most files of an archive; folders count too. */
    static final int MOST_FILES = 32;

    private static final int BLOCK = 512;

    private Archive() {}

    /** @throws IOException when it is damaged or larger than the bounds */
    static List<UploadedFile> unpack(UploadedFile upload) throws IOException {
        byte[] bytes = upload.content();
        if (startsWith(bytes, 'P', 'K')) {
            return unzip(bytes);
        }
        if (startsWith(bytes, 0x1f, 0x8b)) {
            return untar(bytes);
        }
        if (bytes.length > LARGEST_FILE) {
            throw new IOException("it has more than " + LARGEST_FILE + " bytes");
        }
        return List.of(upload);
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length > 1 && (bytes[0] & 0xff) == first && (bytes[1] & 0xff) == second;
    }

    private static List<UploadedFile> unzip(byte[] bytes) throws IOException {
        List<UploadedFile> files = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            int entries = 0;
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                bound(++entries);
                if (!entry.isDirectory()) {
                    files.add(UploadedFile.of(entry.getName(), read(zip)));
                }
            }
        } catch (IllegalArgumentException badName) {
            throw new IOException("a name in it is not text", badName);
        }
        return files;
    }

    private static List<UploadedFile> untar(byte[] bytes) throws IOException {
        List<UploadedFile> files = new ArrayList<>();
        try (InputStream tar = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            int entries = 0;
            for (byte[] header = tar.readNBytes(BLOCK); header.length == BLOCK && header[0] != 0; ) {
                bound(++entries);
                int size = size(header);
                byte[] content = tar.readNBytes(size);
                if (content.length < size) {
                    throw new IOException("it ends too early");
                }
                tar.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
                if (header[156] == '0' || header[156] == 0) {
                    files.add(UploadedFile.of(text(header, 0, 100), content));
                }
                header = tar.readNBytes(BLOCK);
            }
        }
        return files;
    }

    private static int size(byte[] header) throws IOException {
        String octal = text(header, 124, 12).strip();
        if (!octal.matches("[0-7]{1,11}") || Long.parseLong(octal, 8) > LARGEST_FILE) {
            throw new IOException("a file in it has more than " + LARGEST_FILE + " bytes, or no size");
        }
        return Integer.parseInt(octal, 8);
    }

    private static String text(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.US_ASCII);
    }

    private static byte[] read(InputStream input) throws IOException {
        byte[] content = input.readNBytes(LARGEST_FILE + 1);
        if (content.length > LARGEST_FILE) {
            throw new IOException("a file in it has more than " + LARGEST_FILE + " bytes");
        }
        return content;
    }

    private static void bound(int entries) throws IOException {
        if (entries > MOST_FILES) {
            throw new IOException("it has more than " + MOST_FILES + " files");
        }
    }
}
