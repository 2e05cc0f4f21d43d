package org.drawbridge.host;

import org.drawbridge.name.QubeName;

/** Something that happened on a host; what is now is for the host itself to say. */
public sealed interface HostEvent {

    /** From now on nothing is missed; whatever was before may have been. */
    record Opened() implements HostEvent {}

    /** A qube came, went or is not as it was. */
    record QubeTouched(QubeName qube) implements HostEvent {}

    /** Something changed that many qubes may follow, such as the default net qube. */
    record AllTouched() implements HostEvent {}

    /** Nothing is heard until {@link Opened} comes again; {@code reason} is a sentence for people. */
    record Lost(String reason) implements HostEvent {}
}
