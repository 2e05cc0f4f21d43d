package org.drawbridge.plan.blueprint;

import java.util.Optional;
import org.drawbridge.format.NetworkManagerVersion;
import org.drawbridge.host.HostCommand.NmVersion;
import org.drawbridge.host.Place;
import org.drawbridge.plan.survey.Survey;

/** Which NetworkManager a qube has: its templates may be older or newer than the release. */
final class NetworkManagers {

    private NetworkManagers() {}

    /** The version that it tells, or nothing where it tells none. */
    static Optional<NetworkManagerVersion> version(Survey survey, Place place) {
        return survey.lines(new NmVersion(place)).stream().findFirst().flatMap(NetworkManagers::parse);
    }

    private static Optional<NetworkManagerVersion> parse(String line) {
        try {
            return Optional.of(NetworkManagerVersion.of(line.strip().replaceFirst(".* ", "")));
        } catch (IllegalArgumentException noVersion) {
            return Optional.empty();
        }
    }
}
