package org.drawbridge.host.dom0;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drawbridge.format.FormatException;
import org.drawbridge.format.StrictText;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.ForeignText;

/** Reads what the program that prints a file says: a line on it, and then exactly its bytes. */
final class FileText {

    private static final int LONGEST_HEAD = 1024;
    private static final Pattern HEAD = Pattern.compile("drawbridge file ([0-7]{1,4}) (\\S{1,64}) (\\S{1,64})"
            + " ([0-9]{1,10}) ([0-9]{1,10}) ([0-9]{1,8}) ([0-9a-f]{64})");
    private static final String NAMELESS = "UNKNOWN";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*\\$?");

    private FileText() {}

    static Optional<FileImage> parse(byte[] output, boolean truncated, QubeFiles.Answer answer) {
        int end = headEnd(output);
        if (end < 0 || truncated) {
            throw answer.bad("what it sent is cut off or too long");
        }
        String head = decode(Arrays.copyOf(output, end), answer);
        if (head.equals("drawbridge absent")) {
            return Optional.empty();
        }
        if (head.startsWith("drawbridge refused ")) {
            throw answer.trouble(ForeignText.oneLine(head.substring("drawbridge refused ".length())));
        }
        Matcher told = HEAD.matcher(head);
        if (!told.matches()) {
            throw answer.bad("it does not say what the file is");
        }
        byte[] content = Arrays.copyOfRange(output, end + 1, output.length);
        if (content.length != Integer.parseInt(told.group(6)) || content.length > FileImage.SIZE_LIMIT) {
            throw answer.bad("it sent another number of bytes than it said");
        }
        FileImage image = new FileImage(
                content,
                Integer.parseInt(told.group(1), 8),
                name(told.group(2), told.group(4), answer),
                name(told.group(3), told.group(5), answer));
        if (!image.sha256().hex().equals(told.group(7))) {
            throw answer.bad("the file changed while it was read, or its bytes did");
        }
        return Optional.of(image);
    }

    static String decode(byte[] bytes, QubeFiles.Answer answer) {
        try {
            return StrictText.decode(bytes, bytes.length);
        } catch (FormatException exception) {
            throw answer.bad("it is not text (" + exception.getMessage() + ")");
        }
    }

    /** Names, each with a NUL after it. */
    static List<String> names(byte[] bytes, QubeFiles.Answer answer) {
        List<String> names = new ArrayList<>();
        int begin = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == 0) {
                names.add(decode(Arrays.copyOfRange(bytes, begin, at), answer));
                begin = at + 1;
            }
        }
        if (begin < bytes.length) {
            throw answer.bad("the list of the files is cut off");
        }
        return names;
    }

    private static int headEnd(byte[] output) {
        for (int at = 0; at < Math.min(output.length, LONGEST_HEAD); at++) {
            if (output[at] == '\n') {
                return at;
            }
        }
        return -1;
    }

    /** A user without a name is told by the number. */
    private static String name(String name, String number, QubeFiles.Answer answer) {
        String told = name.equals(NAMELESS) ? number : name;
        if (!NAME.matcher(told).matches()) {
            throw answer.bad("it names an owner that cannot be one");
        }
        return told;
    }
}
