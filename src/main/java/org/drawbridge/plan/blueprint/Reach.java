package org.drawbridge.plan.blueprint;

import java.util.List;
import org.drawbridge.host.PowerState;
import org.drawbridge.host.QubeReport;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.Probe;

/** Who still reaches the LAN's router afterwards, and who still does not reach whom: each only if it was so before. */
final class Reach {

    /** So many qubes behind the net qube are asked; each that does not answer any more takes its time. */
    private static final int MOST = 2;

    private Reach() {}

    /** Asks where the net qube is to have an address afterwards: one without a connection to go back to has no router either. */
    static void probe(Draft draft) {
        if (draft.probes().stream().noneMatch(Probe.HasAddress.class::isInstance)) {
            return;
        }
        QubeName netvm = draft.request().netvm();
        draft.probe(new Probe.RouterAnswers(netvm, netvm, true));
        draft.request().members().stream()
                .filter(member ->
                        draft.survey().qube(member).filter(Reach::runs).isPresent())
                .sorted()
                .limit(MOST)
                .forEach(member -> draft.probe(new Probe.RouterAnswers(member, netvm, true)));
        List<QubeReport> routed = routed(draft);
        routed.forEach(qube -> draft.probe(new Probe.RouterAnswers(qube.name(), netvm, true)));
        if (routed.size() == MOST && routed.get(1).ip() != null) {
            draft.probe(new Probe.StaysSilent(
                    routed.get(0).name(), routed.get(1).name(), routed.get(1).ip(), true));
        }
    }

    /** The first of those that run behind the net qube and stay there. */
    private static List<QubeReport> routed(Draft draft) {
        return draft.survey().qubes().values().stream()
                .filter(Reach::runs)
                .filter(qube -> draft.request().netvm().equals(qube.netvm()))
                .filter(qube -> !draft.request().members().contains(qube.name()))
                .limit(MOST)
                .toList();
    }

    private static boolean runs(QubeReport qube) {
        return qube.power() == PowerState.RUNNING;
    }
}
