package org.drawbridge.drift;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.drawbridge.host.PropertyValue;
import org.drawbridge.host.QubeReport;
import org.drawbridge.inventory.Bridge;
import org.drawbridge.inventory.Qube;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.AppliedArtifact;
import org.drawbridge.plan.AppliedBridge;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;

/** Finds what is in a bridge and should not be, what should be and is not, and qubes that inherited a bridge. */
final class Strays {

    private static final String FEATURE = "drawbridge-bridge";
    private static final String PROPERTY = "bridge";

    private final List<AppliedBridge> applied;
    private final Map<QubeName, String> members = new HashMap<>();
    private final Map<QubeName, String> macs = new HashMap<>();

    Strays(List<AppliedBridge> applied, List<AppliedArtifact> artifacts) {
        this.applied = applied;
        for (AppliedArtifact each : artifacts) {
            if (each.after() instanceof Content.Setting after && !after.isDefault()) {
                note(each.artifact(), after.value());
            }
        }
    }

    private void note(Artifact artifact, String value) {
        if (artifact instanceof Artifact.Feature feature && feature.name().equals(FEATURE)) {
            members.put(feature.qube(), value);
        } else if (artifact instanceof Artifact.Property property
                && property.name().equals(PROPERTY)) {
            members.put(property.qube(), value);
        } else if (artifact instanceof Artifact.Property property
                && property.name().equals("mac")) {
            macs.put(property.qube(), value);
        }
    }

    /** What the ports of the bridges that were seen tell. */
    List<Deviation> ports(List<Bridge> bridges, List<Qube> qubes) {
        List<Deviation> deviations = new ArrayList<>();
        for (AppliedBridge bridge : applied) {
            Optional<Bridge> found = bridges.stream()
                    .filter(each -> each.netvm().equals(bridge.netvm())
                            && each.name().equals(bridge.name().asInterface()))
                    .findFirst();
            boolean runs = qubes.stream().anyMatch(qube -> qube.name().equals(bridge.netvm()) && qube.running());
            if (found.isPresent()) {
                strangers(bridge, found.get(), deviations);
                absent(bridge, found.get(), qubes, deviations);
            } else if (runs) {
                deviations.add(missing(
                        bridge,
                        "",
                        "a bridge in " + bridge.netvm(),
                        "no such interface",
                        "Nothing of " + bridge.netvm()
                                + " reaches the LAN through it. Put the bridge back by a plan."));
            }
        }
        return deviations;
    }

    private void strangers(AppliedBridge bridge, Bridge found, List<Deviation> deviations) {
        for (Bridge.Port port : found.ports()) {
            QubeName qube = port.qube();
            boolean member = qube != null && bridge.name().value().equals(members.get(qube));
            boolean uplink = qube == null && port.name().equals(bridge.uplink());
            if (!member && !uplink) {
                deviations.add(new Deviation(
                        label(bridge, qube == null ? port.name().value() : qube.value()),
                        DriftKind.UNEXPECTED,
                        "not in the bridge",
                        port.name() + " is a port of " + bridge.name(),
                        "",
                        "",
                        qube == null
                                ? "Whatever is behind it is on the LAN. Look in " + bridge.netvm()
                                        + " who put it there."
                                : qube
                                        + " is on the LAN, whatever its settings say. Shut it down now: its card leaves the"
                                        + " bridge with it.",
                        null,
                        bridge.profileName(),
                        false));
            }
        }
    }

    private void absent(AppliedBridge bridge, Bridge found, List<Qube> qubes, List<Deviation> deviations) {
        Set<QubeName> there = new HashSet<>();
        found.ports().stream().map(Bridge.Port::qube).filter(Objects::nonNull).forEach(there::add);
        for (Qube qube : qubes) {
            boolean member = bridge.name().value().equals(members.get(qube.name()));
            if (member && qube.running() && bridge.netvm().equals(qube.netvm()) && !there.contains(qube.name())) {
                deviations.add(missing(
                        bridge,
                        "/" + qube.name(),
                        "a port of " + bridge.name(),
                        "not in the bridge",
                        "Restart " + qube.name() + ": its card is put into the bridge when it starts."));
            }
        }
        if (found.ports().stream().noneMatch(port -> port.name().equals(bridge.uplink()))) {
            deviations.add(missing(
                    bridge,
                    "/" + bridge.uplink(),
                    "a port of " + bridge.name(),
                    "not in the bridge",
                    "The bridge has no way to the LAN. Look at the card and at NetworkManager in " + bridge.netvm()
                            + ", or put the bridge back by a plan."));
        }
    }

    private static Deviation missing(AppliedBridge bridge, String port, String expected, String found, String cause) {
        return new Deviation(
                "port:" + bridge.netvm() + ":" + bridge.name() + port,
                DriftKind.MISSING,
                expected,
                found,
                "",
                "",
                cause,
                bridge.profile(),
                bridge.profileName(),
                false);
    }

    private static String label(AppliedBridge bridge, String port) {
        return "port:" + bridge.netvm() + ":" + bridge.name() + "/" + port;
    }

    /** Qubes that have the mark of a bridge which no plan gave them: clones and disposables copy it. */
    List<Deviation> heirs(List<QubeReport> qubes) {
        List<Deviation> deviations = new ArrayList<>();
        for (QubeReport qube : qubes) {
            if (!members.containsKey(qube.name())) {
                qube.feature(FEATURE)
                        .filter(value -> !value.isEmpty())
                        .ifPresent(value -> deviations.add(heir(qube, "feature", FEATURE, value)));
                qube.property(PROPERTY)
                        .map(PropertyValue::value)
                        .filter(value -> applied.stream()
                                .anyMatch(bridge -> bridge.name().value().equals(value)))
                        .ifPresent(value -> deviations.add(heir(qube, "property", PROPERTY, value)));
            }
        }
        return deviations;
    }

    private Deviation heir(QubeReport qube, String kind, String name, String value) {
        String twin = macs.entrySet().stream()
                .filter(mac -> qube.property("mac")
                        .filter(own -> !own.isDefault() && own.value().equalsIgnoreCase(mac.getValue()))
                        .isPresent())
                .map(mac -> " It has the address of " + mac.getKey() + " too: on the bridge, both lose their network.")
                .findFirst()
                .orElse("");
        String undo = kind.equals("feature")
                ? "qvm-features --unset " + qube.name() + " " + name
                : "qvm-prefs -s " + qube.name() + " " + name + " none";
        return new Deviation(
                kind + ":" + qube.name() + ":" + name,
                DriftKind.UNEXPECTED,
                "not set",
                value,
                "",
                "",
                "No plan put " + qube.name() + " on " + value
                        + "; a clone or a disposable inherits that from its model, and" + " starts bridged." + twin
                        + " Shut it down and run in dom0: " + undo,
                null,
                "",
                false);
    }
}
