package org.drawbridge.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;

/** A 48-bit Ethernet address, kept in lower case with colons; one card's address, never a group's and never all zeroes. */
public record MacAddress(@JsonValue String value) implements Comparable<MacAddress> {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}");

    public MacAddress {
        value = value.toLowerCase(Locale.ROOT);
        if (!FORM.matcher(value).matches()) {
            throw new InvalidNameException(Shown.of(value)
                    + " is not a MAC address: write six pairs of hex digits, such as 88:ae:1d:ae:30:31.");
        }
        if ((Integer.parseInt(value.substring(0, 2), 16) & 1) == 1) {
            throw new InvalidNameException(value + " is a group address: one card's address has an even first byte.");
        }
        if (value.equals("00:00:00:00:00:00")) {
            throw new InvalidNameException(value + " is no card's address.");
        }
    }

    @JsonCreator
    public static MacAddress of(String value) {
        return new MacAddress(value);
    }

    @Override
    public int compareTo(MacAddress other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
