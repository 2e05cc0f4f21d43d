package org.drawbridge.host.adminapi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.drawbridge.format.FormatException;
import org.drawbridge.format.StrictText;
import org.drawbridge.host.HostException;

/** Reads the frame of an answer: nothing, {@code 0 NUL data}, or {@code 2 NUL type NUL traceback NUL message NUL …}. */
final class AdminAnswerParser {

    private static final Pattern TYPE = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]{0,99}");

    private AdminAnswerParser() {}

    /**
     * The answer to a call.
     *
     * @throws HostException.BadAnswer when it is not what the protocol allows
     */
    static AdminAnswer parse(AdminCall call, byte[] answer) {
        if (answer.length == 0) {
            return new AdminAnswer.Silent();
        }
        if (answer.length >= 2 && answer[1] == 0) {
            byte[] rest = Arrays.copyOfRange(answer, 2, answer.length);
            if (answer[0] == '0') {
                return new AdminAnswer.Done(rest);
            }
            if (answer[0] == '2') {
                return failure(call, rest);
            }
        }
        String begin = HexFormat.of().formatHex(answer, 0, Math.min(4, answer.length));
        throw bad(call, "it begins with the bytes " + begin);
    }

    private static AdminAnswer failure(AdminCall call, byte[] rest) {
        List<byte[]> fields = fields(call, rest);
        if (fields.size() < 3) {
            throw bad(
                    call,
                    "an exception has a type, a traceback and a message, and here are only " + fields.size()
                            + " of them");
        }
        String type = text(call, fields.get(0));
        if (!TYPE.matcher(type).matches()) {
            throw bad(call, "its exception has no name");
        }
        return new AdminAnswer.Failed(type, text(call, fields.get(2)));
    }

    private static List<byte[]> fields(AdminCall call, byte[] rest) {
        List<byte[]> fields = new ArrayList<>();
        int begin = 0;
        for (int at = 0; at < rest.length; at++) {
            if (rest[at] == 0) {
                fields.add(Arrays.copyOfRange(rest, begin, at));
                begin = at + 1;
            }
        }
        if (begin < rest.length) {
            throw bad(call, "it ends in the middle of an exception");
        }
        return fields;
    }

    /** The bytes as text. */
    static String text(AdminCall call, byte[] bytes) {
        try {
            return StrictText.decode(bytes, bytes.length);
        } catch (FormatException exception) {
            throw bad(call, "it is not text (" + exception.getMessage() + ")");
        }
    }

    static HostException.BadAnswer bad(AdminCall call, String what) {
        return new HostException.BadAnswer("qubesd's answer to " + call.text() + " is not what the Admin API allows: "
                + what + ". Nothing was made of it. Check that the socket really is qubesd's.");
    }
}
