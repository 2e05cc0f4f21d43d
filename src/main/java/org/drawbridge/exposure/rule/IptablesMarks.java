package org.drawbridge.exposure.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what iptables writes as marks, and asks of them. */
final class IptablesMarks {

    private static final long ALL = 0xffff_ffffL;

    private IptablesMarks() {}

    /** What {@code MARK} and {@code CONNMARK} do with these options. */
    static Target mark(boolean onConnection, List<String> options) {
        List<Long> numbers = new ArrayList<>();
        for (int i = 1; i < options.size(); i++) {
            for (String part : options.get(i).split("/", -1)) {
                Numbers.number(part, ALL).ifPresent(numbers::add);
            }
        }
        if (options.isEmpty()) {
            return new Target.Unknown("it writes a mark that is not said");
        }
        String option = options.getFirst();
        if (option.equals("--save-mark") || option.equals("--restore-mark")) {
            return copied(option.equals("--save-mark"), options);
        }
        if (numbers.isEmpty()) {
            return new Target.Unknown("it writes a mark that cannot be read");
        }
        long value = numbers.getFirst();
        long mask = numbers.size() > 1 ? numbers.get(1) : ALL;
        return switch (option) {
            case "--set-xmark" -> Target.Mark.set(onConnection, value, mask);
            case "--set-mark" -> Target.Mark.set(onConnection, value, value | mask);
            case "--and-mark" -> Target.Mark.set(onConnection, 0, ~value & ALL);
            case "--or-mark" -> Target.Mark.set(onConnection, value, value);
            case "--xor-mark" -> Target.Mark.set(onConnection, value, 0);
            default -> new Target.Unknown("it writes a mark in a way that is not known: " + option);
        };
    }

    /** Source: {@code connmark_tg_shift} in the kernel's {@code xt_connmark.c}. */
    private static Target copied(boolean save, List<String> options) {
        Optional<Long> both = after(options, "--mask");
        Optional<Long> packet = after(options, "--nfmask").or(() -> both);
        Optional<Long> connection = after(options, "--ctmask").or(() -> both);
        boolean shifted = options.stream().anyMatch(each -> each.contains("shift"));
        if (shifted) {
            return new Target.Unknown("it shifts a mark");
        }
        long from = (save ? packet : connection).orElse(ALL);
        long to = (save ? connection : packet).orElse(ALL);
        return new Target.Mark(save, ~to & ALL, !save, from, 0);
    }

    private static Optional<Long> after(List<String> options, String name) {
        int at = options.indexOf(name);
        return at >= 0 && at + 1 < options.size() ? Numbers.number(options.get(at + 1), ALL) : Optional.empty();
    }

    /** Whether a mark is this {@code NUMBER[/MASK]}. */
    static Match asked(boolean ofConnection, String text, boolean inverted) {
        int slash = text.indexOf('/');
        Optional<Long> value = Numbers.number(slash < 0 ? text : text.substring(0, slash), ALL);
        Optional<Long> mask = slash < 0 ? Optional.of(ALL) : Numbers.number(text.substring(slash + 1), ALL);
        if (value.isEmpty() || mask.isEmpty()) {
            return new Match.Unknown("it asks for a mark that cannot be read");
        }
        IntervalSet values = IntervalSet.single(value.get());
        if (ofConnection) {
            return new Match.OfConnection(new Match.OfConnection.Fact.Mark(mask.get(), values), inverted);
        }
        Match match = new Match.Marked(mask.get(), values);
        return inverted ? new Match.Not(match) : match;
    }
}
