package org.drawbridge.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** The name of an RPM package, such as {@code qubes-core-dom0}: letters, digits and {@code . _ + -}, 100 characters at most. */
public record PackageName(@JsonValue String value) implements Comparable<PackageName> {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,99}");

    public PackageName {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidNameException(
                    Shown.of(value)
                            + " is not the name of a package: it begins with a letter or digit and has letters, digits and . _ + -");
        }
    }

    @JsonCreator
    public static PackageName of(String value) {
        return new PackageName(value);
    }

    @Override
    public int compareTo(PackageName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
