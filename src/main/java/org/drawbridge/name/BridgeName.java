package org.drawbridge.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The name of a bridge: {@code br} or {@code bridge} and a number, 15 characters at most.
 *
 * <p>Others are refused because the agent of Qubes 4.2.11 and later writes interface names unquoted into a flowtable, where
 * names such as {@code bridge}, {@code vlan} or {@code 0br} are syntax errors that end networking for the routed qubes.
 */
public record BridgeName(@JsonValue String value) implements Comparable<BridgeName> {

    private static final Pattern FORM = Pattern.compile("(br|bridge)[0-9]+");

    private static final int KERNEL_LIMIT = 15;

    public BridgeName {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidNameException(Shown.of(value)
                    + " is not a usable bridge name: use br or bridge and a number, such as bridge0. Other names break the"
                    + " flowtable of Qubes' own firewall.");
        }
        if (value.length() > KERNEL_LIMIT) {
            throw new InvalidNameException(
                    Shown.of(value) + " is too long: the kernel takes interface names of up to 15 characters.");
        }
    }

    @JsonCreator
    public static BridgeName of(String value) {
        return new BridgeName(value);
    }

    public InterfaceName asInterface() {
        return InterfaceName.of(value);
    }

    @Override
    public int compareTo(BridgeName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
