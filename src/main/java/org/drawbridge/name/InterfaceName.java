package org.drawbridge.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The name of a network interface as the kernel takes it: 1–15 visible ASCII characters without {@code /}, {@code :} and blanks.
 *
 * <p>The kernel would take other bytes too; what a qube names so is hostile, and is refused here.
 */
public record InterfaceName(@JsonValue String value) implements Comparable<InterfaceName> {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,14}");

    public InterfaceName {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidNameException(
                    Shown.of(value)
                            + " is not an interface name: it starts with a letter or digit and has up to 15 letters, digits, ., _ and -.");
        }
    }

    @JsonCreator
    public static InterfaceName of(String value) {
        return new InterfaceName(value);
    }

    @Override
    public int compareTo(InterfaceName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
