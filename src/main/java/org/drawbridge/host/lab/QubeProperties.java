package org.drawbridge.host.lab;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.drawbridge.host.HostException;
import org.drawbridge.host.Release;
import org.drawbridge.name.BridgeName;
import org.drawbridge.name.InvalidNameException;
import org.drawbridge.name.Ipv4Address;
import org.drawbridge.name.MacAddress;

/** Sets and resets properties as the daemon of the release does, with what it refuses and what that does to a running qube. */
final class QubeProperties {

    private static final Set<String> LABELS =
            Set.of("red", "orange", "yellow", "green", "gray", "blue", "purple", "black");
    private static final Set<String> BOOLEANS = Set.of("True", "False");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");

    private final PropertyTable table;
    private final NetworkCards cards;

    QubeProperties(PropertyTable table, NetworkCards cards) {
        this.table = table;
        this.cards = cards;
    }

    void set(World world, String qube, String property, String value) {
        PropertyTable.Row row = writable(world, qube, property);
        check(world, qube, row, value);
        if (property.equals("netvm")) {
            changeNetvm(world, qube, () -> world.qube(qube).properties.put("netvm", value), value);
        } else {
            world.qube(qube).properties.put(property, stored(row, value));
        }
    }

    void reset(World world, String qube, String property) {
        PropertyTable.Row row = writable(world, qube, property);
        if (row.name().equals("netvm")) {
            String fallback = Facts.defaultNetvm(world, world.qube(qube));
            checkNetvm(world, qube, fallback);
            changeNetvm(world, qube, () -> world.qube(qube).properties.remove("netvm"), fallback);
        } else if (row.fallback().startsWith("@template") || row.fallback().startsWith("@label")) {
            throw new HostException.Declined(
                    "The property " + property + " of " + qube + " has no default to go back to.");
        } else {
            refuseWhileRunning(world, qube, row);
            world.qube(qube).properties.remove(property);
        }
    }

    private PropertyTable.Row writable(World world, String qube, String property) {
        PropertyTable.Row row = table.find(world.qube(qube).qubeClass, property)
                .filter(found -> found.type() != PropertyTable.Type.BRIDGE || world.knowsBridges())
                .orElseThrow(() -> new HostException.Declined(unknown(world, qube, property)));
        if (!row.writable()) {
            throw new HostException.Declined("The property " + property + " of " + qube + " cannot be set.");
        }
        return row;
    }

    private static String unknown(World world, String qube, String property) {
        return property.equals("bridge") && world.release() == Release.R2B2
                ? "The Qubes in dom0 knows no bridges: " + qube
                        + " has no property bridge before qubes.py is patched. Apply the patches first."
                : "Invalid property '" + property + "' of " + qube + ".";
    }

    private void check(World world, String qube, PropertyTable.Row row, String value) {
        boolean fits = switch (row.type()) {
            case BOOL -> BOOLEANS.contains(value);
            case INT -> NUMBER.matcher(value).matches();
            case STR -> value.codePoints().noneMatch(Character::isISOControl);
            case VM -> value.isEmpty() || world.names().contains(value);
            case LABEL -> LABELS.contains(value);
            case MAC -> parses(() -> MacAddress.of(value));
            case IP -> parses(() -> Ipv4Address.of(value));
            case BRIDGE -> value.isEmpty() || parses(() -> BridgeName.of(value));
        };
        if (!fits) {
            throw new HostException.Declined("The property " + row.name() + " of " + qube
                    + " does not take that value. Check it and try again.");
        }
        if (row.name().equals("netvm")) {
            checkNetvm(world, qube, value);
        }
        if (row.name().equals("provides_network") && !Facts.isTrue(value) && isUsed(world, qube)) {
            throw new HostException.Declined("The qube is still used by other qubes: change their netvm first.");
        }
        refuseWhileRunning(world, qube, row);
    }

    /** The real daemon detaches with the new address on R4.1 and R4.2 and then misses the old card; so it is only set while halted. */
    private static void refuseWhileRunning(World world, String qube, PropertyTable.Row row) {
        if (row.type() == PropertyTable.Type.MAC && world.isRunning(qube)) {
            throw new HostException.Declined(
                    qube + " is running, and its mac can be set only while it is halted. Shut it down and try again.");
        }
    }

    private static boolean parses(Runnable parse) {
        try {
            parse.run();
            return true;
        } catch (InvalidNameException exception) {
            return false;
        }
    }

    private static boolean isUsed(World world, String qube) {
        return world.names().stream().anyMatch(name -> Facts.netvm(world, name).equals(Optional.of(qube)));
    }

    private static void checkNetvm(World world, String qube, String netvm) {
        if (netvm.isEmpty()) {
            return;
        }
        if (!Facts.providesNetwork(world, netvm)) {
            throw new HostException.Declined("The " + netvm + " qube does not provide network. Choose one that does.");
        }
        for (Optional<String> each = Optional.of(netvm); each.isPresent(); each = Facts.netvm(world, each.get())) {
            if (each.get().equals(qube)) {
                throw new HostException.Declined(
                        "Loops in network are unsupported: " + netvm + " hangs on " + qube + ".");
            }
        }
        if (world.isRunning(qube) && !world.isRunning(netvm)) {
            throw new HostException.Declined(
                    "Cannot dynamically attach to stopped qube " + netvm + ". Start it first.");
        }
    }

    private void changeNetvm(World world, String qube, Runnable change, String netvm) {
        if (!world.isRunning(qube) || Facts.netvm(world, qube).orElse("").equals(netvm)) {
            change.run();
            return;
        }
        cards.move(world, qube, change, netvm);
    }

    private static String stored(PropertyTable.Row row, String value) {
        return row.type() == PropertyTable.Type.MAC ? MacAddress.of(value).value() : value;
    }
}
