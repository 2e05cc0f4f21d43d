package org.drawbridge.job;

import java.util.ArrayList;
import java.util.List;
import org.drawbridge.audit.AuditEvent;
import org.drawbridge.audit.AuditEvent.Outcome;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostException;
import org.drawbridge.host.PowerState;
import org.drawbridge.host.PropertyValue;
import org.drawbridge.host.QubeReport;
import org.drawbridge.name.QubeName;

/**
 * Gives the qubes behind a net qube their cards again where it died and was started: R4.3 and R2B2 leave them dead until their
 * netvm is set anew. What that has to be is noted first, since a qube must not stay without network when the console dies here.
 */
final class CardReturn {

    private static final String NETVM = "netvm";

    private final Host host;

    private final Notes notes;

    CardReturn(Host host, Notes notes) {
        this.host = host;
        this.notes = notes;
    }

    /** Does it for all, and returns what is left, a sentence each. */
    List<String> settle(Run run) {
        List<String> left = new ArrayList<>();
        notes.cards(run.job().id()).forEach(card -> finish(run, card, left));
        for (PowerBook.Noted noted : notes.power(run.job().id())) {
            try {
                if (noted.woken()) {
                    behind(noted.qube()).forEach(qube -> attach(run, qube, left));
                }
            } catch (HostException exception) {
                left.add("Look whether the qubes behind " + noted.qube() + " have network. It was not done: "
                        + Reason.of(exception));
            }
        }
        return left;
    }

    /** The running qubes that hang on a running net qube without a card to it. */
    private List<QubeReport> behind(QubeName netvm) {
        if (!host.qube(netvm)
                .filter(found -> found.power() == PowerState.RUNNING)
                .isPresent()) {
            return List.of();
        }
        List<String> links =
                host.links(netvm).stream().map(link -> link.name().value()).toList();
        return host.qubes().stream()
                .filter(qube -> qube.power() == PowerState.RUNNING && netvm.equals(qube.netvm()))
                .filter(qube -> links.stream().noneMatch(link -> link.startsWith("vif" + qube.xid() + ".")))
                .toList();
    }

    private void attach(Run run, QubeReport qube, List<String> left) {
        try {
            detach(run, qube);
        } catch (HostException exception) {
            // It is told by what follows, which is done in any case.
        }
        notes.cards(run.job().id()).forEach(card -> finish(run, card, left));
    }

    /** Takes a qube from the network until {@link #settle} gives it back. */
    void detach(Run run, QubeName qube) {
        detach(run, host.qube(qube).orElseThrow(() -> new HostException.NoSuchQube(qube)));
    }

    private void detach(Run run, QubeReport qube) {
        PropertyValue value = qube.property(NETVM).orElseThrow();
        if (!value.value().isEmpty()) {
            CardBook.Noted card = new CardBook.Noted(qube.name(), value.value(), value.isDefault());
            notes.attaching(run.lease(), card, entry(run, card, Outcome.INTENT));
            host.setProperty(qube.name(), NETVM, "");
        }
    }

    private void finish(Run run, CardBook.Noted card, List<String> left) {
        try {
            if (card.isDefault()) {
                host.resetProperty(card.qube(), NETVM);
            } else {
                host.setProperty(card.qube(), NETVM, card.netvm());
            }
            notes.attached(run.lease(), card, entry(run, card, Outcome.SUCCESS));
        } catch (HostException exception) {
            String what = card.isDefault() ? "follow its default" : "be “" + card.netvm() + "”";
            left.add("Restart " + card.qube() + ", whose card to " + card.netvm()
                    + " died with that qube; its property netvm has to " + what + ". It was not done: "
                    + Reason.of(exception));
        }
    }

    private static AuditEvent entry(Run run, CardBook.Noted card, Outcome outcome) {
        return Entries.power(run, card.qube(), "attach", outcome).with("netvm", card.netvm());
    }
}
