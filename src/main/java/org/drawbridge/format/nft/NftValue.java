package org.drawbridge.format.nft;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What something is compared with, or translated to. */
public sealed interface NftValue {

    /** The value as nftables writes it. */
    String text();

    /** One word: a number, a range, an address, a network, a name; a quoted one is the name of an interface. */
    record Atom(String word, boolean quoted) implements NftValue {
        @Override
        public String text() {
            return quoted ? "\"" + word + "\"" : word;
        }
    }

    /** Several values that are asked together, as {@code "vif1.0" . 10.137.0.11}. */
    record Tuple(List<NftValue> parts) implements NftValue {
        public Tuple {
            parts = List.copyOf(parts);
        }

        @Override
        public String text() {
            return parts.stream().map(NftValue::text).collect(Collectors.joining(" . "));
        }
    }

    /** Several values of which one must hold, as {@code established,related}. */
    record Choice(List<NftValue> parts) implements NftValue {
        public Choice {
            parts = List.copyOf(parts);
        }

        @Override
        public String text() {
            return parts.stream().map(NftValue::text).collect(Collectors.joining(","));
        }
    }

    /** Several flags that are compared all together, as {@code established | related}. */
    record Joined(List<NftValue> parts) implements NftValue {
        public Joined {
            parts = List.copyOf(parts);
        }

        @Override
        public String text() {
            return parts.stream().map(NftValue::text).collect(Collectors.joining(" | "));
        }
    }

    /** {@code @name}: a set or map of the table. */
    record Reference(String name) implements NftValue {
        @Override
        public String text() {
            return "@" + name;
        }
    }

    /** A set or map that is written out. */
    record Braces(List<Element> elements) implements NftValue {
        public Braces {
            elements = List.copyOf(elements);
        }

        @Override
        public String text() {
            return elements.isEmpty()
                    ? "{ }"
                    : elements.stream().map(Element::text).collect(Collectors.joining(", ", "{ ", " }"));
        }
    }

    /** A value that is looked up, as {@code tcp dport map { 80 : 10.137.0.11 }}. */
    record Lookup(NftExpression key, NftValue map) implements NftValue {
        @Override
        public String text() {
            return key.text() + " map " + map.text();
        }
    }

    /** A verdict in a map. */
    record Decision(NftStatement.Verdict verdict) implements NftValue {
        @Override
        public String text() {
            return verdict.text();
        }
    }

    /**
     * One element of a set or map.
     *
     * @param key what is looked for; the word {@code *} for all others
     * @param data what a map gives for it
     */
    record Element(NftValue key, @Nullable NftValue data) {
        String text() {
            return data == null ? key.text() : key.text() + " : " + data.text();
        }
    }
}
