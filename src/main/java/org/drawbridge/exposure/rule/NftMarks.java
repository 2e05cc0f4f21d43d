package org.drawbridge.exposure.rule;

import java.util.List;
import java.util.Optional;
import org.drawbridge.format.nft.NftStatement;

/** Reads what nftables writes as marks. */
final class NftMarks {

    private static final long ALL = 0xffff_ffffL;
    private static final String CONNECTION = "ct mark";

    private NftMarks() {}

    /** A chain of operations upon one mark, or upon a number, is one mask and one flip. */
    static Target assign(NftStatement.Assign assign) {
        List<String> words = assign.words();
        boolean connection = words.getFirst().equals(CONNECTION);
        boolean marked = connection || words.getFirst().equals("mark");
        Optional<Long> first = marked ? Optional.of(0L) : Numbers.number(words.getFirst(), ALL);
        if (first.isEmpty()) {
            return unknown(assign);
        }
        long take = marked ? ALL : 0;
        long flip = first.get();
        for (int i = 1; i + 1 < words.size(); i += 2) {
            Optional<Long> number = Numbers.number(words.get(i + 1), ALL);
            if (number.isEmpty()) {
                return unknown(assign);
            }
            long value = number.get();
            switch (words.get(i)) {
                case "and" -> {
                    take &= value;
                    flip &= value;
                }
                case "or" -> {
                    take &= ~value & ALL;
                    flip |= value;
                }
                case "xor" -> flip ^= value;
                default -> {
                    return unknown(assign);
                }
            }
        }
        return new Target.Mark(assign.left().equals(CONNECTION), 0, connection, take, flip);
    }

    private static Target unknown(NftStatement.Assign assign) {
        return new Target.Unknown("the statement " + assign.text() + " is not known");
    }
}
