package org.drawbridge.patch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The plain files of a tar archive, whichever program wrote it; links, folders and the like are passed over. */
final class Tar {

    private static final int BLOCK = 512;
    private static final int NAME_LENGTH = 100;
    private static final int SIZE_AT = 124;
    private static final int SUM_AT = 148;
    private static final int KIND_AT = 156;
    private static final int NUMBER_LENGTH = 12;
    private static final int SUM_LENGTH = 8;

    private Tar() {}

    /** Whether the first block is the head of a file, as its check sum says. */
    static boolean isOne(byte[] bytes) {
        return bytes.length >= BLOCK && isHead(bytes, 0);
    }

    /** @throws IOException when it is damaged or larger than the bounds */
    static List<UploadedFile> files(byte[] bytes) throws IOException {
        List<UploadedFile> files = new ArrayList<>();
        int entries = 0;
        int at = 0;
        while (at + BLOCK <= bytes.length && bytes[at] != 0) {
            Archive.bound(++entries);
            if (!isHead(bytes, at)) {
                throw new IOException("one of its files has a damaged head");
            }
            int size = size(bytes, at);
            int from = at + BLOCK;
            if (size > bytes.length - from) {
                throw new IOException("it ends too early");
            }
            if (bytes[at + KIND_AT] == '0' || bytes[at + KIND_AT] == 0) {
                files.add(UploadedFile.of(text(bytes, at, NAME_LENGTH), Arrays.copyOfRange(bytes, from, from + size)));
            }
            at = from + (size + BLOCK - 1) / BLOCK * BLOCK;
        }
        return files;
    }

    /** The sum of a head's bytes stands in it; for that sum its own place counts as blanks. */
    private static boolean isHead(byte[] bytes, int at) {
        int sum = SUM_LENGTH * ' ';
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= SUM_AT && i < SUM_AT + SUM_LENGTH ? 0 : bytes[at + i] & 0xff;
        }
        String stated = text(bytes, at + SUM_AT, SUM_LENGTH).strip();
        return stated.matches("[0-7]{1,7}") && Integer.parseInt(stated, 8) == sum;
    }

    private static int size(byte[] bytes, int at) throws IOException {
        String octal = text(bytes, at + SIZE_AT, NUMBER_LENGTH).strip();
        if (!octal.matches("[0-7]{1,11}") || Long.parseLong(octal, 8) > Archive.LARGEST_FILE) {
            throw new IOException("a file in it has more than " + Archive.LARGEST_FILE + " bytes, or no size");
        }
        return Integer.parseInt(octal, 8);
    }

    private static String text(byte[] bytes, int from, int length) {
        int end = from;
        while (end < from + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.US_ASCII);
    }
}
