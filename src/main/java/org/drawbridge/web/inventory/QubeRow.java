package org.drawbridge.web.inventory;

import java.util.Objects;
import java.util.stream.Collectors;
import org.drawbridge.inventory.Qube;
import org.drawbridge.name.InterfaceName;

/** A qube as a row of the list shows it; the empty text where there is nothing. */
record QubeRow(
        String name,
        String label,
        String qubeClass,
        String state,
        String look,
        String template,
        String netvm,
        String ip,
        String bridges) {

    static QubeRow of(Qube qube) {
        return new QubeRow(
                qube.name().value(),
                qube.label(),
                qube.qubeClass(),
                qube.state(),
                PowerLook.of(qube.state()),
                Objects.toString(qube.template(), ""),
                Objects.toString(qube.netvm(), ""),
                Objects.toString(qube.ip(), ""),
                qube.bridges().stream().map(InterfaceName::value).collect(Collectors.joining(", ")));
    }
}
