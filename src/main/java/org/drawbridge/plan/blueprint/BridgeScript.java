package org.drawbridge.plan.blueprint;

import java.nio.charset.StandardCharsets;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostCommand.BridgeSwitch;
import org.drawbridge.host.HostPath;
import org.drawbridge.name.BridgeName;
import org.drawbridge.plan.Content;

/** The script of ours that qubes-firewall runs at each start of an R4 net qube: bridge netfilter off, then the rules. */
final class BridgeScript {

    static final HostPath FOLDER = HostPath.of("/rw/config/qubes-firewall.d");

    /** The beginning of the names of our scripts. */
    static final String PREFIX = "50-drawbridge-";

    private BridgeScript() {}

    static HostPath path(BridgeName bridge) {
        return FOLDER.resolve(PREFIX + bridge);
    }

    /** @param load the one command line that puts the rules in force */
    static Content content(BridgeName bridge, String load) {
        StringBuilder text =
                new StringBuilder("#!/bin/sh\n# Written by Drawbridge for " + bridge + "; goes away with it.\n");
        text.append("modprobe br_netfilter\n");
        for (BridgeSwitch which : BridgeSwitch.values()) {
            text.append("sysctl -q -w ").append(which.key()).append("=0\n");
        }
        text.append(load).append('\n');
        return new Content.FileContent(FileImage.ofRoot(text.toString().getBytes(StandardCharsets.UTF_8), 0755));
    }
}
