package org.drawbridge.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The name of a qube: a letter, then letters, digits, {@code _}, {@code .} (from R4.3 on) and {@code -}, 31 characters at most.
 *
 * <p>The rule is Qubes' own ({@code qubes.vm.validate_name}); {@code dom0} is a name like any other here.
 */
public record QubeName(@JsonValue String value) implements Comparable<QubeName> {

    private static final Pattern FORM = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,30}");

    /** The administrative domain. */
    public static final QubeName DOM0 = new QubeName("dom0");

    public QubeName {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidNameException(Shown.of(value)
                    + " is not a qube's name: it starts with a letter and has up to 31 letters, digits, _ . and -.");
        }
    }

    @JsonCreator
    public static QubeName of(String value) {
        return new QubeName(value);
    }

    public boolean isDom0() {
        return equals(DOM0);
    }

    @Override
    public int compareTo(QubeName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
