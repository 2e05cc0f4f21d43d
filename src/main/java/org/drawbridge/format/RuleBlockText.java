package org.drawbridge.format;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block as it is written: a line that names its owner and sums up its lines, so that a change by another hand is seen, and
 * below it the block word for word as the seed recipe has it, brackets and all.
 */
final class RuleBlockText {

    /** First line between the brackets of a block that comments a rule out; the rule follows it. */
    static final String HOLDS = "# Comment the following line";

    /** First line between the brackets of a block that replaces a rule which the block above comments out. */
    static final String SHARES = "# Replaces the line that is commented out above, too";

    private static final Pattern OURS = Pattern.compile("(?i)#\\s*Written\\s+by\\s+Drawbridge\\b.*");
    private static final Pattern OWNER =
            Pattern.compile("# Written by Drawbridge: ([\\w.-]{1,64}) ([\\w.-]{1,64}) [0-9a-f]{12}");

    /** The recipe writes its brackets with a small letter in nat, where it replaces a rule, and with a capital in filter. */
    private static final List<String> BRACKETS = List.of("Bridge support", "Bridge Support");

    private RuleBlockText() {}

    /** Whether a line is meant to say whose a block is. */
    static boolean isHead(String line) {
        return OURS.matcher(line).matches();
    }

    /** Whose block it announces; empty if another hand has changed it. */
    static Optional<BlockOwner> owner(String line) {
        Matcher matcher = OWNER.matcher(line);
        return matcher.matches() ? Optional.of(new BlockOwner(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    static boolean opens(String line) {
        return BRACKETS.stream().anyMatch(each -> line.equals("# " + each));
    }

    static boolean closes(String line) {
        return BRACKETS.stream().anyMatch(each -> line.equals("# End " + each));
    }

    /** All lines of a block. */
    static List<String> block(BlockOwner owner, List<String> body) {
        List<String> lines = new ArrayList<>();
        lines.add("# Written by Drawbridge: " + owner + " " + digest(owner, body));
        lines.add("# " + bracket(body));
        lines.addAll(body);
        lines.add("# End " + bracket(body));
        return lines;
    }

    private static String bracket(List<String> body) {
        boolean instead = body.getFirst().equals(HOLDS) || body.getFirst().equals(SHARES);
        return instead ? BRACKETS.getFirst() : BRACKETS.getLast();
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
    private static String digest(BlockOwner owner, List<String> body) {
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
            boolean reserved = line.equals(HOLDS) || line.equals(SHARES) || isHead(line) || opens(line) || closes(line);
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
}
