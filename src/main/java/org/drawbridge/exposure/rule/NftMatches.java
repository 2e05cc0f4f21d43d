package org.drawbridge.exposure.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drawbridge.format.nft.NftExpression;
import org.drawbridge.format.nft.NftStatement;
import org.drawbridge.format.nft.NftValue;

/** Reads what nftables rules ask of packets. */
final class NftMatches {

    private static final String STATUS = "ct status";

    private final Map<String, List<NftValue.Element>> sets;
    private final NftSelectors selectors;

    /**
     * @param sets the sets and maps of the table
     * @param family the family of the table
     */
    NftMatches(Map<String, List<NftValue.Element>> sets, String family) {
        this.sets = sets;
        this.selectors = new NftSelectors(family);
    }

    Match of(NftStatement.Matching matching) {
        List<String> asked = matching.left().selectors();
        Match match = switch (matching.operator()) {
            case "==" -> values(asked, matching.right());
            case "!=" ->
                asked.contains(STATUS)
                        ? new Match.Unknown("it asks for all of a connection's flags at once")
                        : new Match.Not(values(asked, matching.right()));
            case "!" -> new Match.Not(values(asked, matching.right()));
            default ->
                asked.size() == 1
                        ? selectors.compared(
                                asked.getFirst(),
                                matching.operator(),
                                matching.right().text())
                        : new Match.Unknown("it compares several things at once");
        };
        return guarded(asked, match);
    }

    /** Whether the parts of a packet are those of one element of a map. */
    Match of(NftExpression key, NftValue value) {
        boolean all = value instanceof NftValue.Atom atom && atom.word().equals("*");
        return guarded(key.selectors(), all ? new Match.All(List.of()) : values(key.selectors(), value));
    }

    /** The elements of a set or map; nothing if it is not there. */
    Optional<List<NftValue.Element>> elements(NftValue value) {
        return switch (value) {
            case NftValue.Braces braces -> Optional.of(braces.elements());
            case NftValue.Reference reference -> Optional.ofNullable(sets.get(reference.name()));
            default -> Optional.empty();
        };
    }

    /** A packet that does not have the asked part at all matches neither the question nor its opposite. */
    private Match guarded(List<String> asked, Match match) {
        List<Match> all = new ArrayList<>();
        asked.forEach(each -> selectors.guard(each).ifPresent(all::add));
        all.add(match);
        return all.size() == 1 ? match : new Match.All(all);
    }

    private Match values(List<String> asked, NftValue value) {
        return switch (value) {
            case NftValue.Braces braces -> set(asked, braces.elements());
            case NftValue.Reference reference ->
                elements(reference)
                        .map(elements -> set(asked, elements))
                        .orElse(new Match.Unknown("the set " + reference.name() + " is not there, or rules change it"));
            case NftValue.Choice choice ->
                any(choice.parts().stream().map(each -> values(asked, each)).toList());
            case NftValue.Joined joined -> joined(asked, joined);
            case NftValue.Tuple tuple -> tuple(asked, tuple);
            case NftValue.Atom atom ->
                asked.size() == 1
                        ? selectors.match(asked.getFirst(), atom.word())
                        : new Match.Unknown("it compares several things with one");
            case NftValue.Lookup lookup -> new Match.Unknown("it compares with something that is looked up");
            case NftValue.Decision decision -> new Match.Unknown("it compares with a verdict");
        };
    }

    /** A packet has one state only, so it never has several together. */
    private static Match joined(List<String> asked, NftValue.Joined joined) {
        boolean several = joined.parts().stream().map(NftValue::text).distinct().count() > 1;
        return several && asked.equals(List.of(NftSelectors.STATE))
                ? new Match.Any(List.of())
                : new Match.Unknown("it compares with several flags together: " + joined.text());
    }

    private Match set(List<String> asked, List<NftValue.Element> elements) {
        return any(elements.stream().map(each -> values(asked, each.key())).toList());
    }

    private Match tuple(List<String> asked, NftValue.Tuple tuple) {
        if (tuple.parts().size() != asked.size()) {
            return new Match.Unknown("it compares unlike numbers of things");
        }
        List<Match> parts = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            parts.add(values(List.of(asked.get(i)), tuple.parts().get(i)));
        }
        return new Match.All(parts);
    }

    /** One of these; numbers of one kind are taken together. */
    private static Match any(List<Match> matches) {
        if (matches.size() == 1) {
            return matches.getFirst();
        }
        List<IntervalSet> sets = new ArrayList<>();
        Dimension dimension = null;
        for (Match each : matches) {
            if (!(each instanceof Match.Within within) || (dimension != null && dimension != within.dimension())) {
                return new Match.Any(matches);
            }
            dimension = within.dimension();
            sets.add(within.set());
        }
        return dimension == null ? new Match.Any(matches) : new Match.Within(dimension, IntervalSet.union(sets));
    }
}
