package org.drawbridge.format.nft;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One part of a rule. */
public sealed interface NftStatement {

    /** The statement as nftables writes it. */
    String text();

    /**
     * Something must hold.
     *
     * @param operator {@code ==}, {@code !=}, {@code <}, {@code >}, {@code <=}, {@code >=}, or {@code !} for flags of
     *     which none may be set
     */
    record Matching(NftExpression left, String operator, NftValue right) implements NftStatement {
        @Override
        public String text() {
            boolean bare = operator.equals("==") && !left.text().contains(" & ");
            String sign = bare ? " " : " " + operator + " ";
            return (left.text() + sign + right.text()).stripTrailing();
        }
    }

    /**
     * {@code accept}, {@code drop}, {@code return}, {@code continue}, or {@code jump} and {@code goto} with a chain.
     */
    record Verdict(String word, @Nullable String chain) implements NftStatement {
        @Override
        public String text() {
            return chain == null ? word : word + " " + chain;
        }
    }

    /** The verdict is looked up. */
    record VerdictMap(NftExpression key, NftValue map) implements NftStatement {
        @Override
        public String text() {
            return key.text() + " vmap " + map.text();
        }
    }

    /** The packet is refused; {@code with} says how, empty for the usual way. */
    record Reject(String with) implements NftStatement {
        @Override
        public String text() {
            return with.isEmpty() ? "reject" : "reject with " + with;
        }
    }

    /**
     * An address is translated.
     *
     * @param kind {@code snat}, {@code dnat}, {@code masquerade} or {@code redirect}
     * @param family {@code ip} or {@code ip6}, empty if it is not said
     * @param to the new address; null if there is none
     * @param port the new port; empty if there is none
     * @param flags {@code random}, {@code persistent} …
     */
    record Translate(String kind, String family, @Nullable NftValue to, String port, List<String> flags)
            implements NftStatement {

        public Translate {
            flags = List.copyOf(flags);
        }

        @Override
        public String text() {
            StringBuilder text = new StringBuilder(kind);
            if (!family.isEmpty()) {
                text.append(' ').append(family);
            }
            if (to != null || !port.isEmpty()) {
                text.append(" to ");
            }
            if (to != null) {
                text.append(to.text());
            }
            if (!port.isEmpty()) {
                text.append(':').append(port);
            }
            flags.forEach(flag -> text.append(' ').append(flag));
            return text.toString();
        }
    }

    /** Something that does not bear on the packet's way, as {@code counter} or {@code log}. */
    record Passing(String text) implements NftStatement {}

    /**
     * A mark is written.
     *
     * @param left what is written, {@code mark} or {@code ct mark}
     * @param words numbers and marks, with {@code and}, {@code or} or {@code xor} between them
     */
    record Assign(String left, List<String> words) implements NftStatement {

        public Assign {
            words = List.copyOf(words);
        }

        @Override
        public String text() {
            return left + " set " + String.join(" ", words);
        }
    }

    /** Connection tracking does not look at the packet. */
    record Notrack() implements NftStatement {
        @Override
        public String text() {
            return "notrack";
        }
    }

    /** Something that is not understood, kept as it is written. */
    record Other(String text) implements NftStatement {}
}
