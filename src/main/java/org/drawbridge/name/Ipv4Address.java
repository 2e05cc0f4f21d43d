package org.drawbridge.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** An IPv4 address in dotted form without leading zeroes. */
public record Ipv4Address(@JsonValue String value) implements Comparable<Ipv4Address> {

    private static final Pattern FORM =
            Pattern.compile("(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})");

    public Ipv4Address {
        if (!FORM.matcher(value).matches() || !bytesInRange(value)) {
            throw new InvalidNameException(Shown.of(value)
                    + " is not an IPv4 address: write four numbers from 0 to 255, such as 192.168.1.1.");
        }
    }

    @JsonCreator
    public static Ipv4Address of(String value) {
        return new Ipv4Address(value);
    }

    /** The address of an unsigned 32-bit number; the upper half of {@code bits} is ignored. */
    public static Ipv4Address ofBits(long bits) {
        return new Ipv4Address(
                ((bits >> 24) & 255) + "." + ((bits >> 16) & 255) + "." + ((bits >> 8) & 255) + "." + (bits & 255));
    }

    /** The address as an unsigned number from 0 to 2³²−1. */
    public long bits() {
        long bits = 0;
        for (String part : value.split("\\.", -1)) {
            bits = bits << 8 | Integer.parseInt(part);
        }
        return bits;
    }

    private static boolean bytesInRange(String value) {
        for (String part : value.split("\\.", -1)) {
            if (Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int compareTo(Ipv4Address other) {
        return Long.compare(bits(), other.bits());
    }

    @Override
    public String toString() {
        return value;
    }
}
