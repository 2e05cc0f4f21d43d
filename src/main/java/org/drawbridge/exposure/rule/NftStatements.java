package org.drawbridge.exposure.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drawbridge.exposure.rule.Target.Translate.Kind;
import org.drawbridge.format.nft.NftRule;
import org.drawbridge.format.nft.NftStatement;
import org.drawbridge.format.nft.NftValue;
import org.jspecify.annotations.Nullable;

/** Reads what nftables rules ask and do. */
final class NftStatements {

    private final NftMatches matches;

    NftStatements(NftMatches matches) {
        this.matches = matches;
    }

    List<Statement> of(NftRule rule) {
        List<Statement> all = new ArrayList<>();
        for (NftStatement each : rule.statements()) {
            all.add(
                    switch (each) {
                        case NftStatement.Matching matching -> matches.of(matching);
                        case NftStatement.Verdict verdict -> verdict(verdict);
                        case NftStatement.VerdictMap map -> choose(map.key(), map.map());
                        case NftStatement.Reject reject -> new Target.Reject(reject.with());
                        case NftStatement.Translate translate -> translate(translate);
                        case NftStatement.Passing passing -> new Target.Pass(passing.text());
                        case NftStatement.Assign assign -> NftMarks.assign(assign);
                        case NftStatement.Notrack notrack -> new Target.Notrack();
                        case NftStatement.Other other ->
                            new Target.Unknown("the statement " + other.text() + " is not known");
                    });
        }
        return all;
    }

    private static Target verdict(NftStatement.Verdict verdict) {
        String chain = verdict.chain() == null ? "" : verdict.chain();
        return switch (verdict.word()) {
            case "accept" -> new Target.Accept();
            case "drop" -> new Target.Drop();
            case "return" -> new Target.Return();
            case "continue" -> new Target.Pass("continue");
            case "jump" -> new Target.Jump(chain);
            case "goto" -> new Target.Goto(chain);
            default -> new Target.Unknown("the verdict " + verdict.word() + " is not known");
        };
    }

    private Target choose(org.drawbridge.format.nft.NftExpression key, NftValue map) {
        List<Target.Branch> branches = new ArrayList<>();
        Optional<List<NftValue.Element>> elements = matches.elements(map);
        if (elements.isEmpty()) {
            return new Target.Unknown("the map " + map.text() + " is not there, or rules change it");
        }
        for (NftValue.Element element : elements.get()) {
            Target target = element.data() instanceof NftValue.Decision decision
                    ? verdict(decision.verdict())
                    : new Target.Unknown("its map does not give a verdict");
            branches.add(new Target.Branch(matches.of(key, element.key()), target));
        }
        return new Target.Choose(branches);
    }

    private Target translate(NftStatement.Translate translate) {
        if (translate.family().equals("ip6")) {
            return new Target.Choose(List.of());
        }
        Kind kind = switch (translate.kind()) {
            case "snat" -> Kind.SOURCE;
            case "dnat" -> Kind.DESTINATION;
            case "redirect" -> Kind.REDIRECT;
            default -> Kind.MASQUERADE;
        };
        if (!(translate.to() instanceof NftValue.Lookup lookup)) {
            return translated(kind, translate.to(), translate.port());
        }
        Optional<List<NftValue.Element>> elements = matches.elements(lookup.map());
        if (elements.isEmpty()) {
            return new Target.Unknown("the map " + lookup.map().text() + " is not there");
        }
        List<Target.Branch> branches = new ArrayList<>();
        for (NftValue.Element element : elements.get()) {
            branches.add(new Target.Branch(
                    matches.of(lookup.key(), element.key()), translated(kind, element.data(), translate.port())));
        }
        return new Target.Choose(branches);
    }

    private static Target translated(Kind kind, @Nullable NftValue to, String port) {
        if (kind == Kind.MASQUERADE) {
            return new Target.Translate(kind, null, null);
        }
        NftValue address = to instanceof NftValue.Tuple tuple ? tuple.parts().getFirst() : to;
        String ports =
                to instanceof NftValue.Tuple tuple ? tuple.parts().getLast().text() : port;
        IntervalSet addresses =
                address == null ? null : Numbers.addresses(address.text()).orElse(IntervalSet.EMPTY);
        IntervalSet numbers = ports.isEmpty() ? null : Numbers.ports(ports, '-').orElse(IntervalSet.EMPTY);
        boolean source = kind == Kind.SOURCE;
        boolean clear = (addresses == null || (source ? !addresses.isEmpty() : addresses.isSingle()))
                && (numbers == null || (source ? !numbers.isEmpty() : numbers.isSingle()));
        return clear
                ? new Target.Translate(kind, addresses, numbers)
                : new Target.Unknown("it translates to one of several addresses or ports");
    }
}
