package org.drawbridge.web.overview;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.drawbridge.inventory.Bridge;
import org.drawbridge.inventory.Card;
import org.drawbridge.inventory.NetQube;
import org.drawbridge.inventory.Qube;
import org.drawbridge.name.QubeName;
import org.drawbridge.web.overview.Topology.Box;
import org.drawbridge.web.overview.Topology.Kind;
import org.drawbridge.web.overview.Topology.Line;

/**
 * Draws the host's network from left to right: cards, bridges, net qubes, and whoever hangs on them. A qube whose card is in a
 * bridge hangs on that and no longer on its net qube.
 */
final class TopologyLayout {

    private static final int COLUMN = Box.WIDTH + 56;
    private static final int ROW = Box.HEIGHT + 14;

    /** More than that of one net qube become one box that tells how many. */
    private static final int LEAVES = 8;

    private static final int LONGEST_NAME = 17;

    private final Map<QubeName, List<Qube>> users = new LinkedHashMap<>();
    private final Map<QubeName, NetQube> netQubes = new HashMap<>();
    private final List<Bridge> bridges;
    private final boolean bridgeColumn;
    private final Map<QubeName, Qube> qubes = new LinkedHashMap<>();
    private final Set<QubeName> bridged = new HashSet<>();
    private final Set<QubeName> drawn = new HashSet<>();

    private final List<Box> boxes = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private int rows;

    private TopologyLayout(List<Qube> all, List<NetQube> netQubes, List<Bridge> bridges) {
        this.bridges = bridges;
        bridgeColumn = !bridges.isEmpty();
        all.forEach(qube -> qubes.put(qube.name(), qube));
        netQubes.forEach(netQube -> this.netQubes.put(netQube.qube().name(), netQube));
        for (Bridge bridge : bridges) {
            for (Bridge.Port port : bridge.ports()) {
                if (port.qube() != null) {
                    bridged.add(port.qube());
                }
            }
        }
        for (Qube qube : all) {
            if (qube.netvm() != null && !bridged.contains(qube.name())) {
                users.computeIfAbsent(qube.netvm(), ignored -> new ArrayList<>())
                        .add(qube);
            }
        }
    }

    static Topology draw(List<Qube> all, List<NetQube> netQubes, List<Bridge> bridges) {
        TopologyLayout layout = new TopologyLayout(all, netQubes, bridges);
        netQubes.stream()
                .filter(netQube -> netQube.qube().netvm() == null)
                .sorted(Comparator.comparing(netQube -> !layout.isUsed(netQube)))
                .forEach(layout::drawRoot);
        int width =
                layout.boxes.stream().mapToInt(box -> box.x() + Box.WIDTH).max().orElse(0);
        int height = layout.boxes.stream()
                .mapToInt(box -> box.y() + Box.HEIGHT)
                .max()
                .orElse(0);
        return new Topology(width + 2, height + 2, layout.boxes, layout.lines, layout.words);
    }

    /** Those that nobody needs now come last. */
    private boolean isUsed(NetQube netQube) {
        return netQube.qube().running() || users.containsKey(netQube.qube().name());
    }

    private void drawRoot(NetQube netQube) {
        QubeName name = netQube.qube().name();
        int first = rows;
        Box root = drawQube(netQube.qube(), bridgeColumn ? 2 : 1);
        List<Bridge> own =
                bridges.stream().filter(bridge -> bridge.netvm().equals(name)).toList();
        List<Card> cards = netQube.uplinks().orElse(List.of());
        Map<String, Box> bridgeBoxes = new HashMap<>();
        for (Bridge bridge : own) {
            bridgeBoxes.put(bridge.name().value(), drawBridge(bridge, root));
        }
        drawCards(cards, root, bridgeBoxes, first);
    }

    private Box drawBridge(Bridge bridge, Box root) {
        int first = rows;
        List<Box> leaves = new ArrayList<>();
        for (Bridge.Port port : bridge.ports()) {
            Qube qube = port.qube() == null ? null : qubes.get(port.qube());
            if (qube != null) {
                leaves.add(drawQube(qube, 3));
            }
        }
        rows = Math.max(rows, first + 1);
        Box box = add(new Box(
                Kind.BRIDGE,
                x(1),
                (first + rows - 1) * ROW / 2 + 1,
                bridge.name().value(),
                "bridge " + bridge.name() + " in " + bridge.netvm(),
                bridge.up() ? "bridge" : "bridge, down",
                "",
                bridge.up(),
                "/qubes/" + bridge.netvm()));
        lines.add(Line.between(box, root, true));
        leaves.forEach(leaf -> lines.add(Line.between(box, leaf, true)));
        words.add(bridge.name() + " in " + bridge.netvm() + " is a bridge"
                + (leaves.isEmpty()
                        ? " with no qube on it."
                        : " with "
                                + String.join(
                                        ", ", leaves.stream().map(Box::name).toList()) + " on it."));
        return box;
    }

    private void drawCards(List<Card> cards, Box root, Map<String, Box> bridgeBoxes, int first) {
        int row = first;
        for (Card card : cards) {
            Box bridge =
                    card.bridge() == null ? null : bridgeBoxes.get(card.bridge().value());
            int y = bridge == null ? row++ * ROW + 1 : bridge.y();
            Box box = add(new Box(
                    Kind.CARD,
                    x(0),
                    y,
                    card.name().value(),
                    "card " + card.name() + (card.mac() == null ? "" : ", " + card.mac()),
                    card.wireless() ? "wireless" : card.carrier() ? "wired" : "wired, no cable",
                    "",
                    card.carrier(),
                    root.href()));
            lines.add(Line.between(box, bridge == null ? root : bridge, bridge != null));
            words.add(card.name() + " is a " + (card.wireless() ? "wireless" : "wired") + " card of " + root.name()
                    + (bridge == null ? "." : " and a port of " + bridge.name() + "."));
        }
        rows = Math.max(rows, row);
    }

    /** Draws a qube and whoever gets network from it, and gives its box. */
    private Box drawQube(Qube qube, int column) {
        drawn.add(qube.name());
        int first = rows;
        List<Box> below = new ArrayList<>();
        List<Qube> hanging = users.getOrDefault(qube.name(), List.of());
        int shown = 0;
        for (Qube user : hanging) {
            boolean net = netQubes.containsKey(user.name());
            if (!drawn.contains(user.name()) && (net || shown < LEAVES)) {
                shown += net ? 0 : 1;
                below.add(drawQube(user, column + 1));
            }
        }
        int hidden = hanging.size() - below.size();
        if (hidden > 0) {
            below.add(add(new Box(
                    Kind.MORE,
                    x(column + 1),
                    rows++ * ROW + 1,
                    "and " + hidden + " more",
                    hidden + " more qubes behind " + qube.name(),
                    "",
                    "",
                    false,
                    "/qubes?netvm=" + qube.name())));
        }
        rows = Math.max(rows, first + 1);
        Box box = add(box(qube, column, (first + rows - 1) * ROW / 2 + 1));
        below.forEach(user -> lines.add(Line.between(box, user, false)));
        if (!below.isEmpty()) {
            words.add(String.join(", ", below.stream().map(Box::name).toList()) + (below.size() == 1 ? " gets" : " get")
                    + " network from " + qube.name() + ".");
        }
        return box;
    }

    private static Box box(Qube qube, int column, int y) {
        String name = qube.name().value();
        return new Box(
                Kind.QUBE,
                x(column),
                y,
                name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME - 1) + "…" : name,
                name + ", " + qube.qubeClass() + ", " + qube.state(),
                qube.state().toLowerCase(Locale.ROOT),
                qube.label(),
                qube.running(),
                "/qubes/" + name);
    }

    private Box add(Box box) {
        boxes.add(box);
        return box;
    }

    private static int x(int column) {
        return column * COLUMN + 1;
    }
}
