package org.drawbridge.host.lab;

import java.util.Optional;
import org.drawbridge.host.HostException;
import org.drawbridge.host.Release;

/** Features and services: since R4.0 a service is a feature, before it was a thing of its own. */
final class QubeServices {

    private static final String PREFIX = "service.";

    void setFeature(World world, String qube, String feature, String value) {
        refuseOnR2(world);
        if (value.codePoints().anyMatch(point -> point > 126 || Character.isISOControl(point))) {
            throw new HostException.Declined("A feature's value is plain ASCII text in one line.");
        }
        world.qube(qube).features.put(feature, value);
    }

    void removeFeature(World world, String qube, String feature) {
        refuseOnR2(world);
        world.qube(qube).features.remove(feature);
    }

    Optional<Boolean> service(World world, String qube, String service) {
        QubeNotes notes = world.qube(qube);
        return world.release() == Release.R2B2
                ? Optional.ofNullable(notes.services.get(service))
                : Optional.ofNullable(notes.features.get(PREFIX + service)).map(Facts::isTrue);
    }

    void setService(World world, String qube, String service, Optional<Boolean> on) {
        QubeNotes notes = world.qube(qube);
        if (world.release() == Release.R2B2) {
            on.ifPresentOrElse(value -> notes.services.put(service, value), () -> notes.services.remove(service));
        } else {
            on.ifPresentOrElse(
                    value -> notes.features.put(PREFIX + service, value ? "1" : ""),
                    () -> notes.features.remove(PREFIX + service));
        }
    }

    private static void refuseOnR2(World world) {
        if (world.release() == Release.R2B2) {
            throw new HostException.Declined("R2B2 has no features. Use properties and services there.");
        }
    }
}
