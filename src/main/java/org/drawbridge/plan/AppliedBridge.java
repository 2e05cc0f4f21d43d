package org.drawbridge.plan;

import java.time.Instant;
import java.util.UUID;
import org.drawbridge.name.BridgeName;
import org.drawbridge.name.InterfaceName;
import org.drawbridge.name.QubeName;

/**
 * A bridge that an applied plan raised.
 *
 * @param profile the number of its profile
 * @param profileName the profile's name when the plan was made
 * @param plan the plan
 * @param since when a job began with it
 * @param uplink the card that is its port
 */
public record AppliedBridge(
        long profile,
        String profileName,
        UUID plan,
        Instant since,
        QubeName netvm,
        BridgeName name,
        InterfaceName uplink) {}
