package org.drawbridge.plan.blueprint;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Place;
import org.drawbridge.name.QubeName;
import org.drawbridge.patch.PatchText;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Plan;
import org.drawbridge.profile.BridgeProfile;
import org.drawbridge.profile.BridgeProfile.Attachment;

/**
 * What is to be planned.
 *
 * @param profile what the user wants
 * @param kind whether it is raised, or taken away
 * @param baseline what its applied plans did
 * @param memory what plans of all profiles made of files
 * @param patches the uploaded patches, which only R2B2 needs
 */
public record Request(
        BridgeProfile profile, Plan.Kind kind, Baseline baseline, FileMemory memory, List<PatchText> patches) {

    public Request {
        patches = List.copyOf(patches);
    }

    public boolean removes() {
        return kind == Plan.Kind.REMOVE;
    }

    public QubeName netvm() {
        return profile.netvm();
    }

    public Place net() {
        return Place.in(profile.netvm());
    }

    public String bridge() {
        return profile.bridge().value();
    }

    /** What is wanted of a qube; nothing where it is not on the bridge, or leaves it. */
    public Optional<Attachment> attachment(QubeName qube) {
        return wanted().stream().filter(each -> each.qube().equals(qube)).findFirst();
    }

    /** The qubes that are to be on the bridge when the plan is done. */
    public List<Attachment> wanted() {
        return removes() ? List.of() : profile.attachments();
    }

    /** The qubes that are on the bridge now or will be. */
    public Set<QubeName> members() {
        Set<QubeName> members = new TreeSet<>();
        profile.attachments().forEach(each -> members.add(each.qube()));
        for (Artifact artifact : baseline.artifacts()) {
            if (artifact instanceof Artifact.Feature feature) {
                members.add(feature.qube());
            } else if (artifact instanceof Artifact.Property property) {
                members.add(property.qube());
            }
        }
        return members;
    }

    /** The file of that path in the net qube. */
    public Artifact.File inNet(HostPath path) {
        return new Artifact.File(net(), path);
    }
}
