package org.drawbridge.format;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of NetworkManager that reads a keyfile, as far as it matters for that. */
public record NetworkManagerVersion(int major, int minor) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?:[.~+-].*)?");

    /**
     * Reads a version as the program or its package gives it, {@code 1.42.4-1.fc37}.
     *
     * @throws IllegalArgumentException if it does not begin with two numbers
     */
    public static NetworkManagerVersion of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Not a version of NetworkManager: " + Excerpt.of(text));
        }
        return new NetworkManagerVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /** Whether it knows {@code controller} and {@code port-type}, which came with 1.46. */
    public boolean knowsController() {
        return isFrom(46);
    }

    /** Whether its nmcli reads a keyfile without the daemon, which came with 1.40. */
    public boolean readsOffline() {
        return isFrom(40);
    }

    private boolean isFrom(int first) {
        return major > 1 || (major == 1 && minor >= first);
    }
}
