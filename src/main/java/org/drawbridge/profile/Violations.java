package org.drawbridge.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.drawbridge.name.InvalidNameException;

/** Collects all that is wrong with an input, so that it can be told at once. */
final class Violations {

    private final List<Violation> found = new ArrayList<>();

    void add(String field, String message) {
        found.add(new Violation(field, message));
    }

    /** The value that a text stands for, or nothing, with the reason noted, where it stands for none. */
    <T> Optional<T> parse(String field, String text, Function<String, T> of) {
        try {
            return Optional.of(of.apply(text));
        } catch (InvalidNameException exception) {
            add(field, String.valueOf(exception.getMessage()));
            return Optional.empty();
        }
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidProfileException(found);
        }
    }
}
