package org.drawbridge.exposure.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What a rule asks first of all, so put that most packets are told at once that the rule is not about them. */
final class Gate {

    private final List<Match.Within> numbers = new ArrayList<>();
    private final List<Match.Named> interfaces = new ArrayList<>();

    Gate(List<Statement> statements) {
        for (Statement each : statements) {
            if (each instanceof Match match) {
                add(match);
            } else if (!(each instanceof Target.Pass)) {
                break;
            }
        }
    }

    private void add(Match match) {
        if (match instanceof Match.Within within) {
            number(within);
        } else if (match instanceof Match.Named named) {
            interfaces.add(named);
        } else if (match instanceof Match.All all) {
            all.matches().forEach(this::add);
        } else if (match instanceof Match.Not not && not.match() instanceof Match.Within within) {
            number(new Match.Within(within.dimension(), within.dimension().all().minus(within.set())));
        }
    }

    /** A protocol without ports has other things in their place, so of its packets ports say nothing. */
    private void number(Match.Within within) {
        boolean port = within.dimension() == Dimension.SOURCE_PORT || within.dimension() == Dimension.DESTINATION_PORT;
        boolean ported = numbers.stream()
                .anyMatch(each -> each.dimension() == Dimension.PROTOCOL
                        && each.set().minus(Numbers.PORTED).isEmpty());
        if (!port || ported) {
            numbers.add(within);
        }
    }

    /** The one interface by which packets must have come in; null if it is not one alone. */
    @Nullable
    String onlyInterface() {
        for (Match.Named each : interfaces) {
            if (each.side() == Side.IN
                    && each.patterns().size() == 1
                    && !each.patterns().getFirst().open()) {
                return each.patterns().getFirst().text();
            }
        }
        return null;
    }

    /** The one address that packets must come from, if it is one alone. */
    OptionalLong onlySource() {
        for (Match.Within each : numbers) {
            if (each.dimension() == Dimension.SOURCE && each.set().isSingle()) {
                return OptionalLong.of(each.set().first());
            }
        }
        return OptionalLong.empty();
    }

    /** Whether the rule may be about packets that are here. */
    boolean opens(Crossing at) {
        for (Match.Named each : interfaces) {
            if (!each.holds(at)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the rule may be about some of these packets. */
    boolean opens(PacketSet packets) {
        for (Match.Within each : numbers) {
            if (packets.get(each.dimension()).isDisjoint(each.set())) {
                return false;
            }
        }
        return true;
    }
}
