package org.drawbridge.plan.blueprint;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Link;
import org.drawbridge.host.Place;
import org.drawbridge.plan.survey.Look;

/** Reads switches of a net qube's kernel and groups of its interfaces, where the host shows these files. */
final class KernelSwitches {

    /** With more vifs than these, reading the group of each would take too long. */
    private static final int MOST = 24;

    private static final String CONF = "/proc/sys/net/ipv4/conf/";

    private final Look look;
    private final Place net;
    private final List<String> assumed = new ArrayList<>();
    private boolean groupsUnseen;

    KernelSwitches(Look look, Place net) {
        this.look = look;
        this.net = net;
    }

    /** The reverse-path filter: the kernel takes the greater one of what holds for all and what an interface has of its own. */
    int reversePathFilter() {
        Optional<Long> all = number(CONF + "all/rp_filter");
        Optional<Long> usual = number(CONF + "default/rp_filter");
        if (all.isEmpty() || usual.isEmpty()) {
            assumed.add("Whether the reverse-path filter is on could not be seen: it is taken to be off.");
            return 0;
        }
        long greater = Math.max(all.get(), usual.get());
        return greater == 1 || greater == 2 ? (int) greater : 0;
    }

    /** The group of an interface; the usual one if the host does not show it. */
    long group(Link link, int vifs, long usual) {
        Optional<Long> group = groupsUnseen || vifs > MOST
                ? Optional.empty()
                : number("/sys/class/net/" + link.name().value() + "/netdev_group");
        if (group.isEmpty() && !groupsUnseen) {
            groupsUnseen = true;
            assumed.add("The groups of the interfaces could not be seen: they are taken to be as Qubes sets them, "
                    + "2 for the cards of routed qubes from R4.2 on and 0 for all others.");
        }
        return group.orElse(usual);
    }

    /** What could not be seen, in sentences. */
    List<String> assumed() {
        return assumed;
    }

    private Optional<Long> number(String path) {
        return look.glance(net, HostPath.of(path))
                .map(file -> new String(file.content(), StandardCharsets.US_ASCII).strip())
                .filter(text -> text.matches("(0x[0-9a-f]{1,8}|\\d{1,9})"))
                .map(Long::decode);
    }
}
