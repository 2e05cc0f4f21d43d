package org.drawbridge.host.lab;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Release;
import org.jspecify.annotations.Nullable;

/** What follows from a qube's notes by the rules of its release: addresses, numbers, who gives it network. */
final class Facts {

    /** Where R2B2's own domain code lies. */
    static final HostPath QUBES_PY = HostPath.of("/usr/lib64/python2.7/site-packages/qubes/qubes.py");

    private static final Pattern BRIDGE_ATTRIBUTE = Pattern.compile("[\"']bridge[\"']|\\bself\\.bridge\\b");

    private static final Set<String> NET_CLASSES = Set.of("NetVM", "ProxyVM");

    private Facts() {}

    static Optional<String> template(World world, String qube) {
        return text(world.qube(qube).properties.get("template"));
    }

    /** The one whose root image the qube uses: a disposable's template has a template itself. */
    static String rootOwner(World world, String qube) {
        String owner = qube;
        while (!world.qube(owner).ownsRoot()) {
            String last = owner;
            owner = template(world, owner)
                    .orElseThrow(() -> new BrokenLabException("The qube " + last + " has lost its template."));
        }
        return owner;
    }

    static Optional<String> netvm(World world, String qube) {
        QubeNotes notes = world.qube(qube);
        if (notes.isDom0()) {
            return Optional.empty();
        }
        String set = notes.properties.get("netvm");
        return set != null ? text(set) : text(defaultNetvm(world, notes));
    }

    static String defaultNetvm(World world, QubeNotes notes) {
        return switch (notes.qubeClass) {
            case "AdminVM", "NetVM" -> "";
            // Templates take updates through a proxy since R4.0.
            case "TemplateVM" -> world.release() == Release.R2B2 ? hostNetvm(world) : "";
            default -> hostNetvm(world);
        };
    }

    private static String hostNetvm(World world) {
        return world.host().properties.getOrDefault("default_netvm", "");
    }

    static boolean providesNetwork(World world, String qube) {
        QubeNotes notes = world.qube(qube);
        return world.release() == Release.R2B2
                ? NET_CLASSES.contains(notes.qubeClass)
                : isTrue(notes.properties.get("provides_network"));
    }

    /** Xen's number while it runs; always the same for a qube, so that equal labs are equal bytes. */
    static int xid(World world, String qube) {
        return world.isRunning(qube) ? world.qube(qube).qid : -1;
    }

    /** The address that Qubes gives a qube; empty for one without network. */
    static String ip(World world, String qube) {
        QubeNotes notes = world.qube(qube);
        String set = notes.properties.get("ip");
        if (set != null) {
            return set;
        }
        Optional<String> netvm = netvm(world, qube);
        int qid = notes.qid;
        if (world.release() == Release.R2B2) {
            return netvm.map(name -> "10.137." + netId(world, name) + "." + (qid % 253 + 2))
                    .orElse("");
        }
        if (netvm.isEmpty() && !providesNetwork(world, qube)) {
            return "";
        }
        String range = notes.isDisposable() ? "10.138." : "10.137.";
        return range + (qid >> 8 & 255) + "." + (qid & 255);
    }

    /** The address by which a net qube is the gateway of the qubes behind it. */
    static String gatewayOf(World world, String netvm) {
        return world.release() == Release.R2B2 ? "10.137." + netId(world, netvm) + ".1" : ip(world, netvm);
    }

    /** R2B2 numbers the networks of its net qubes from 1. */
    private static int netId(World world, String netvm) {
        return Math.max(1, world.qube(netvm).qid - 2);
    }

    static String gateway(World world, String qube) {
        return netvm(world, qube).map(netvm -> gatewayOf(world, netvm)).orElse("");
    }

    /** The name servers that a qube is told: addresses that its net qube redirects. */
    static String dns(World world, String qube) {
        return netvm(world, qube).map(netvm -> dnsOf(world, netvm)).orElse("");
    }

    static String dnsOf(World world, String netvm) {
        return world.release() == Release.R2B2
                ? gatewayOf(world, netvm) + " 10.137." + netId(world, netvm) + ".254"
                : "10.139.1.1 10.139.1.2";
    }

    /** The card's address: before R4 it comes from the qube's number, since R4.0 all qubes have the same. */
    static String mac(World world, String qube) {
        QubeNotes notes = world.qube(qube);
        String set = notes.properties.get("mac");
        if (set != null) {
            return set;
        }
        return world.release() == Release.R2B2
                ? String.format(Locale.ROOT, "00:16:3e:5e:6c:%02x", notes.qid & 255)
                : "00:16:3e:5e:6c:00";
    }

    static String uuid(String qube) {
        return UUID.nameUUIDFromBytes(("qube " + qube).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    static boolean serviceOn(World world, String qube, String service) {
        QubeNotes notes = world.qube(qube);
        return world.release() == Release.R2B2
                ? notes.services.getOrDefault(
                        service, service.equals("network-manager") && notes.qubeClass.equals("NetVM"))
                : isTrue(notes.features.get("service." + service));
    }

    /** The version of NetworkManager in the release's templates. */
    static String networkManager(World world) {
        return switch (world.release()) {
            case R2B2 -> "0.9.8.2";
            case R4_1 -> "1.40.18";
            case R4_2, R4_3 -> "1.52.0";
        };
    }

    /** Whether R2B2's domain code in dom0 knows bridges, which a patch teaches it. */
    static boolean knowsBridges(World world) {
        return world.folder()
                .dom0()
                .read(QUBES_PY)
                .map(FileImage::content)
                .map(content -> new String(content, StandardCharsets.UTF_8))
                .filter(text -> text.lines()
                        .map(String::strip)
                        .filter(line -> !line.startsWith("#"))
                        .anyMatch(line -> BRIDGE_ATTRIBUTE.matcher(line).find()))
                .isPresent();
    }

    static boolean isTrue(@Nullable String value) {
        return value != null && (value.equals("True") || value.equals("1"));
    }

    private static Optional<String> text(@Nullable String value) {
        return value == null || value.isEmpty() ? Optional.empty() : Optional.of(value);
    }
}
