package org.drawbridge.host;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.drawbridge.name.InvalidNameException;

/** An absolute, normalised path on a host: no {@code .}, no {@code ..}, no empty part, no control character, 4,096 characters at most. */
public record HostPath(@JsonValue String value) implements Comparable<HostPath> {

    private static final int LIMIT = 4096;

    public HostPath {
        if (value.length() > LIMIT || !value.startsWith("/") || value.length() < 2 || value.endsWith("/")) {
            throw new InvalidNameException(
                    "A path on a host is absolute, names a file or folder and has up to " + LIMIT + " characters.");
        }
        if (value.codePoints().anyMatch(Character::isISOControl)) {
            throw new InvalidNameException("A path on a host has no control characters.");
        }
        for (String part : value.substring(1).split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                throw new InvalidNameException("A path on a host has no empty part, no “.” and no “..”: " + value);
            }
        }
    }

    @JsonCreator
    public static HostPath of(String value) {
        return new HostPath(value);
    }

    /** The path of {@code name}, one part or several joined by {@code /}, in this folder. */
    public HostPath resolve(String name) {
        return new HostPath(value + "/" + name);
    }

    /** The last part. */
    public String name() {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    /** Whether this path lies in {@code folder} or is the folder itself. */
    public boolean isWithin(HostPath folder) {
        return equals(folder) || value.startsWith(folder.value + "/");
    }

    @Override
    public int compareTo(HostPath other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
