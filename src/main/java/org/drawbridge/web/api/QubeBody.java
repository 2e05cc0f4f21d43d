package org.drawbridge.web.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.drawbridge.inventory.Qube;
import org.drawbridge.name.InterfaceName;
import org.drawbridge.name.Ipv4Address;
import org.drawbridge.name.MacAddress;
import org.drawbridge.name.QubeName;
import org.jspecify.annotations.Nullable;

/** A qube as a list of the API tells it. */
record QubeBody(
        QubeName name,
        @JsonProperty("class") String qubeClass,
        String label,
        String state,
        @Nullable QubeName template,
        @Nullable QubeName netvm,
        @Nullable Ipv4Address ip,
        @Nullable MacAddress mac,
        boolean providesNetwork,
        List<InterfaceName> bridges) {

    static QubeBody of(Qube qube) {
        return new QubeBody(
                qube.name(),
                qube.qubeClass(),
                qube.label(),
                qube.state(),
                qube.template(),
                qube.netvm(),
                qube.ip(),
                qube.mac(),
                qube.providesNetwork(),
                qube.bridges());
    }
}
