package org.drawbridge.patch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives for tests, as other programs write them. */
final class Archives {

    private static final int BLOCK = 512;

    private Archives() {}

    static byte[] zip(Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    static byte[] tar(Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Map.Entry<String, String> file : files.entrySet()) {
            String size = String.format("%011o", file.getValue().length());
            bytes.write(entry(file.getKey(), size, file.getKey().endsWith("/") ? '5' : '0', file.getValue()));
        }
        bytes.write(new byte[2 * BLOCK]);
        return bytes.toByteArray();
    }

    /** A tar of one file, whatever its head says. */
    static byte[] tar(String name, String size, char kind, String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(entry(name, size, kind, content));
        bytes.write(new byte[2 * BLOCK]);
        return bytes.toByteArray();
    }

    private static byte[] entry(String name, String size, char kind, String content) {
        byte[] text = content.getBytes(StandardCharsets.UTF_8);
        byte[] entry = new byte[BLOCK + (text.length + BLOCK - 1) / BLOCK * BLOCK];
        put(entry, 0, name);
        put(entry, 100, "0000644");
        put(entry, 124, size);
        put(entry, 148, "        ");
        entry[156] = (byte) kind;
        put(entry, 257, "ustar");
        int sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += entry[i] & 0xff;
        }
        put(entry, 148, String.format("%06o\0 ", sum));
        System.arraycopy(text, 0, entry, BLOCK, text.length);
        return entry;
    }

    private static void put(byte[] entry, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, entry, at, bytes.length);
    }
}
