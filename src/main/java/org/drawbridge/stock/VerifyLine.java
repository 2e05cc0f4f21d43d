package org.drawbridge.stock;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drawbridge.host.HostPath;
import org.drawbridge.name.InvalidNameException;

/** Reads a line of {@code rpm -V}: flags, what kind of file it is, and its path. */
final class VerifyLine {

    static final String MISSING = "missing";

    private static final Pattern FORM =
            Pattern.compile("(missing|[.?A-Z0-9]{8,9})\\s+(?:([cdglrma])\\s+)?(/.*?)(?: \\([^)]*\\))?");

    private static final Map<Character, String> WORDS = Map.of(
            'S', "another size",
            'M', "another mode",
            '5', "other content",
            'D', "another device",
            'L', "another link",
            'U', "another owner",
            'G', "another group",
            'T', "another time of change",
            'P', "other capabilities");

    private VerifyLine() {}

    /** The file that the line is about; nothing where it is not about one. */
    static Optional<ModifiedFile> parse(String line) {
        Matcher form = FORM.matcher(line);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            String flags = form.group(1);
            return Optional.of(new ModifiedFile(
                    HostPath.of(form.group(3)),
                    flags,
                    "c".equals(form.group(2)),
                    words(flags),
                    new ModifiedFile.Cause.Unknown()));
        } catch (InvalidNameException exception) {
            return Optional.empty();
        }
    }

    static String words(String flags) {
        if (flags.equals(MISSING)) {
            return "not there";
        }
        List<String> words = new ArrayList<>();
        for (int at = 0; at < flags.length(); at++) {
            char flag = flags.charAt(at);
            if (WORDS.containsKey(flag)) {
                words.add(WORDS.get(flag));
            } else if (flag == '?') {
                words.add("something that could not be read");
            }
        }
        return String.join(", ", words);
    }
}
