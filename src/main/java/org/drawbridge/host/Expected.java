package org.drawbridge.host;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import org.drawbridge.name.InvalidNameException;
import org.drawbridge.name.Sha256;

/**
 * What a file must be in the moment of a write, as Qubes' own policy editor has it: {@code sha256:…}, {@code new} or {@code any}.
 */
public sealed interface Expected {

    /** The file does not exist. */
    Expected NEW = new New();

    /** Whatever is there. */
    Expected ANY = new Any();

    @JsonValue
    String text();

    /** Whether what is there now meets this; an empty value is a file that does not exist. */
    boolean holdsFor(Optional<FileImage> found);

    static Expected content(Sha256 sum) {
        return new Content(sum);
    }

    /** What must hold for a file that was last seen as {@code seen}. */
    static Expected of(Optional<FileImage> seen) {
        return seen.<Expected>map(image -> new Content(image.sha256())).orElse(NEW);
    }

    @JsonCreator
    static Expected parse(String text) {
        return switch (text) {
            case "new" -> NEW;
            case "any" -> ANY;
            default -> {
                if (!text.startsWith("sha256:")) {
                    throw new InvalidNameException("A precondition is sha256:… , new or any.");
                }
                yield new Content(Sha256.ofHex(text.substring("sha256:".length())));
            }
        };
    }

    /** Nothing is there. */
    record New() implements Expected {
        @Override
        public String text() {
            return "new";
        }

        @Override
        public boolean holdsFor(Optional<FileImage> found) {
            return found.isEmpty();
        }
    }

    /** Anything may be there. */
    record Any() implements Expected {
        @Override
        public String text() {
            return "any";
        }

        @Override
        public boolean holdsFor(Optional<FileImage> found) {
            return true;
        }
    }

    /** A file of exactly these bytes is there. */
    record Content(Sha256 sum) implements Expected {
        @Override
        public String text() {
            return "sha256:" + sum.hex();
        }

        @Override
        public boolean holdsFor(Optional<FileImage> found) {
            return found.filter(image -> image.sha256().equals(sum)).isPresent();
        }
    }
}
