package org.drawbridge.exposure.rule;

import java.util.ArrayList;
import java.util.List;

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
            numbers.add(within);
        } else if (match instanceof Match.Named named) {
            interfaces.add(named);
        } else if (match instanceof Match.All all) {
            all.matches().forEach(this::add);
        } else if (match instanceof Match.Not not && not.match() instanceof Match.Within within) {
            numbers.add(new Match.Within(
                    within.dimension(), within.dimension().all().minus(within.set())));
        }
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
