package org.drawbridge.format;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The brackets of a block, in the words of the seed recipe, with its owner and a digest of what stands between them, so
 * that a change by another hand is seen.
 */
final class RuleBlockText {

    /** First line between the brackets of a block that comments a rule out; the rule follows it. */
    static final String HOLDS = "# Comment the following line";

    /** First line between the brackets of a block that replaces a rule which the block above comments out. */
    static final String SHARES = "# Replaces the line that is commented out above, too";

    private static final Pattern OURS = Pattern.compile("(?i)#.*\\bBridge support\\s*\\(\\s*drawbridge\\b.*");
    private static final Pattern OPEN =
            Pattern.compile("# Bridge support \\(drawbridge ([\\w.-]{1,64}) ([\\w.-]{1,64}) ([0-9a-f]{12})\\)");
    private static final Pattern CLOSE =
            Pattern.compile("# End Bridge support \\(drawbridge ([\\w.-]{1,64}) ([\\w.-]{1,64})\\)");

    private RuleBlockText() {}

    /** The owner and the digest that an opening line names. */
    record Opening(BlockOwner owner, String digest) {}

    static boolean isOurs(String line) {
        return OURS.matcher(line).matches();
    }

    static Optional<Opening> opening(String line) {
        Matcher matcher = OPEN.matcher(line);
        return matcher.matches() ? Optional.of(new Opening(owner(matcher), matcher.group(3))) : Optional.empty();
    }

    static Optional<BlockOwner> closing(String line) {
        Matcher matcher = CLOSE.matcher(line);
        return matcher.matches() ? Optional.of(owner(matcher)) : Optional.empty();
    }

    static String open(BlockOwner owner, List<String> body) {
        return "# Bridge support (drawbridge " + owner + " " + digest(owner, body) + ")";
    }

    static String close(BlockOwner owner) {
        return "# End Bridge support (drawbridge " + owner + ")";
    }

    /** Whether these lines can stand between brackets: our first line and what it announces, then one line or more. */
    static boolean isBody(List<String> body) {
        String first = body.isEmpty() ? "" : body.getFirst();
        return switch (first) {
            case HOLDS -> body.size() > 2 && body.get(1).startsWith("#");
            case SHARES -> body.size() > 1;
            default -> !body.isEmpty();
        };
    }

    /** The first 12 digits of the SHA-256 of the owner and the lines. */
    static String digest(BlockOwner owner, List<String> body) {
        String text = owner + "\n" + String.join("\n", body);
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum).substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    /** The lines, if each can stand in a block. */
    static List<String> checked(List<String> lines) {
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("A block of rules has one line or more.");
        }
        for (String line : lines) {
            boolean reserved = line.equals(HOLDS) || line.equals(SHARES) || isOurs(line);
            if (reserved || !(line.startsWith("#") && StrictText.isOneLine(line))) {
                checkRule(line);
            }
        }
        return List.copyOf(lines);
    }

    static void checkRule(String rule) {
        boolean appends = rule.startsWith("-A ") && StrictText.isOneLine(rule);
        if (!appends || RuleTokens.of(rule, 0, 1).size() < 3) {
            throw new IllegalArgumentException("Not a rule or a comment of one line: " + Excerpt.of(rule));
        }
    }

    private static BlockOwner owner(Matcher matcher) {
        return new BlockOwner(matcher.group(1), matcher.group(2));
    }
}
