package org.drawbridge.plan;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.drawbridge.exposure.Situation;
import org.drawbridge.format.FormatException;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostStatus;
import org.drawbridge.host.PowerState;
import org.drawbridge.host.QubeReport;
import org.drawbridge.host.Release;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.blueprint.NetQubeNow;
import org.springframework.stereotype.Service;

/** Sees a net qube as it is, or as a plan would make it, so that single packets can be asked about. */
@Service
public class ExposureQuestions {

    private static final List<String> PLANNED = List.of(
            "A plan is worked out with the reverse-path filter off and interfaces in the groups that Qubes gives them.");

    private final Plans plans;
    private final Host host;

    ExposureQuestions(Plans plans, Host host) {
        this.plans = plans;
        this.host = host;
    }

    /** The running qubes that others get their network from. */
    public List<QubeName> netQubes() {
        return host.qubes().stream()
                .filter(qube -> qube.providesNetwork() && qube.power() == PowerState.RUNNING)
                .map(QubeReport::name)
                .sorted()
                .toList();
    }

    /**
     * A net qube as it is.
     *
     * @throws SituationUnknownException if it cannot be seen or its rules are in no language that is known
     */
    public NetQubeSeen current(QubeName netvm) {
        HostStatus status = host.status();
        Release release = status.release();
        if (!status.connected() || release == null) {
            throw new SituationUnknownException(status.message());
        }
        try {
            return NetQubeNow.look(host, release, netvm)
                    .orElseThrow(() -> new SituationUnknownException("The rules and cards of " + netvm
                            + " cannot be seen. Start it if it is halted, and ask again."));
        } catch (FormatException notRules) {
            throw new SituationUnknownException("The rules of " + netvm + " cannot be read: " + notRules.getMessage());
        }
    }

    /**
     * The net qube of a plan as that would make it.
     *
     * @throws PlanNotFoundException if there is no such plan
     * @throws SituationUnknownException if the host is not any more as when it was made, or cannot be seen
     */
    public NetQubeSeen after(UUID plan) {
        Optional<Situation> situation = plans.situationAfter(plans.get(plan));
        return situation
                .map(after -> new NetQubeSeen(after, PLANNED))
                .orElseThrow(() -> new SituationUnknownException(
                        "What this plan makes of the net qube cannot be worked out any more: the host or the bridge has changed"
                                + " since it was made. Plan again, and ask about that plan."));
    }
}
