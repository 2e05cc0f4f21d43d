package org.drawbridge.host.adminapi;

import java.util.Set;
import java.util.regex.Pattern;
import org.drawbridge.host.HostEvent;
import org.drawbridge.host.HostListener;
import org.drawbridge.name.InvalidNameException;
import org.drawbridge.name.QubeName;

/** Tells what an event of the Admin API means for what is known of the qubes; one that is not known means a look is due. */
final class AdminEventTranslation implements AdminEventListener {

    /** What comes before the thing itself and may still be refused. */
    private static final Pattern ANNOUNCEMENT = Pattern.compile("[a-z-]*-pre-.*");

    /** What says nothing of what is mirrored here, and comes often. */
    private static final Set<String> NOISE =
            Set.of("domain-qdb-create", "domain-qdb-change", "device-list-change", "vm-stats");

    /** What happens to one qube and is told of the host, with the qube as the value {@code vm}. */
    private static final Set<String> OF_A_QUBE = Set.of("domain-add", "domain-delete");

    private final HostListener listener;

    AdminEventTranslation(HostListener listener) {
        this.listener = listener;
    }

    @Override
    public void opened() {
        listener.heard(new HostEvent.Opened());
    }

    @Override
    public void lost(String reason) {
        listener.heard(new HostEvent.Lost(reason));
    }

    @Override
    public void happened(AdminEvent event) {
        String kind = event.name().split(":", 2)[0];
        if (NOISE.contains(kind) || ANNOUNCEMENT.matcher(kind).matches()) {
            return;
        }
        String subject = OF_A_QUBE.contains(kind) ? event.values().getOrDefault("vm", "") : event.subject();
        listener.heard(subject.isEmpty() ? new HostEvent.AllTouched() : touched(subject));
    }

    private static HostEvent touched(String subject) {
        try {
            return new HostEvent.QubeTouched(QubeName.of(subject));
        } catch (InvalidNameException exception) {
            return new HostEvent.AllTouched();
        }
    }
}
