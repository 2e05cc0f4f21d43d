package org.drawbridge.exposure.reach;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drawbridge.exposure.Packet;
import org.drawbridge.exposure.Situation;
import org.drawbridge.exposure.TrafficClass;
import org.drawbridge.exposure.Walk.Verdict;
import org.drawbridge.exposure.WalkStep;
import org.drawbridge.exposure.Zone;
import org.drawbridge.exposure.Zone.Kind;
import org.drawbridge.exposure.rule.ConnectionState;
import org.drawbridge.exposure.rule.Dimension;
import org.drawbridge.exposure.rule.IntervalSet;
import org.drawbridge.exposure.rule.PacketSet;
import org.drawbridge.exposure.walk.Fate;
import org.drawbridge.exposure.walk.Fate.End;
import org.drawbridge.exposure.walk.Journey;

/** What passes between the zones of one situation. */
public final class Reachability {

    private final Situation situation;
    private final ZoneAddresses addresses;

    private Reachability(Situation situation) {
        this.situation = situation;
        this.addresses = new ZoneAddresses(situation);
    }

    public static Reachability of(Situation situation) {
        return new Reachability(situation);
    }

    /** The traffic from one zone to another, in as few classes as say all. */
    public List<TrafficClass> classes(Zone from, Zone to) {
        return TrafficWords.classes(flows(from, to));
    }

    IntervalSet addresses(Zone zone) {
        return addresses.of(zone);
    }

    /** What becomes of all packets from one zone to another; no packet is in two of them. */
    List<Flow> flows(Zone from, Zone to) {
        PacketSet packets = PacketSet.all()
                .within(Dimension.SOURCE, addresses.of(from))
                .within(Dimension.DESTINATION, addresses.of(to));
        if (from.equals(to) || packets.isEmpty() || !hasWay(from)) {
            return List.of();
        }
        IntervalSet translated = ConnectionState.NEW.set().union(ConnectionState.ESTABLISHED.set());
        Journey journey = new Journey(situation.rules().program(), situation.topology(), translated);
        List<Fate> fates = from.kind() == Kind.NET_QUBE
                ? journey.send(packets)
                : journey.arrive(packets, from.port(), frameFor(from, to), Packet.USUAL_TTL);
        List<Flow> flows = new ArrayList<>();
        fates.forEach(fate -> flows.add(flow(fate, to)));
        return flows;
    }

    private boolean hasWay(Zone from) {
        return from.kind() == Kind.NET_QUBE
                || situation.topology().port(from.port()).isPresent();
    }

    /** In one bridge frames go straight from port to port; everything else is sent to the net qube. */
    private String frameFor(Zone from, Zone to) {
        Optional<String> bridge = bridgeOf(from);
        boolean straight = bridge.isPresent()
                && bridge.equals(bridgeOf(to))
                && !from.port().equals(to.port());
        return straight ? to.port() : Packet.SELF;
    }

    private Optional<String> bridgeOf(Zone zone) {
        return situation.topology().port(zone.port()).flatMap(port -> Optional.ofNullable(port.master()));
    }

    private Flow flow(Fate fate, Zone to) {
        boolean rewritten =
                !fate.packets().get(Dimension.SOURCE).equals(fate.packets().original(Dimension.SOURCE));
        Verdict verdict = switch (fate.end()) {
            case End.Delivered out -> reaches(out.port(), to) ? Verdict.ACCEPT : Verdict.DROP;
            case End.Local local -> to.kind() == Kind.NET_QUBE ? Verdict.ACCEPT : Verdict.DROP;
            case End.Dropped dropped -> Verdict.DROP;
            case End.Rejected rejected -> Verdict.REJECT;
            case End.Unknown unknown -> Verdict.UNKNOWN;
        };
        return new Flow(fate.packets().arrived(), verdict, decidedBy(fate), rewritten);
    }

    /** Whether a port leads to a zone; in a bridge the frame finds the port of its owner. */
    private boolean reaches(String port, Zone to) {
        Optional<String> bridge = situation.topology().port(port).flatMap(each -> Optional.ofNullable(each.master()));
        return port.equals(to.port()) || (bridge.isPresent() && bridge.equals(bridgeOf(to)));
    }

    private static String decidedBy(Fate fate) {
        Optional<WalkStep> rule =
                fate.packets().steps().stream().filter(WalkStep::decides).reduce((first, last) -> last);
        if (fate.end() instanceof End.Unknown unknown) {
            return "unknown because of " + unknown.reason();
        }
        return rule.map(step -> step.table() + " " + step.chain() + ": " + step.text())
                .orElseGet(() -> switch (fate.end()) {
                    case End.Delivered out ->
                        out.bridged() ? "no rule: it stays within the bridge" : "no rule decides about it";
                    case End.Local local -> "no rule decides about it";
                    case End.Dropped dropped -> dropped.reason();
                    case End.Rejected rejected -> "a rule rejects it";
                    case End.Unknown unknown -> unknown.reason();
                });
    }
}
