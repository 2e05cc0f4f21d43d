package org.drawbridge.web.profile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.drawbridge.profile.BridgeProfile;
import org.drawbridge.profile.ProfileInput;
import org.drawbridge.profile.ProfileVersion;
import org.drawbridge.profile.ProfileWarning;

/**
 * What the page of one profile shows.
 *
 * @param profile the profile
 * @param netvmLabel the colour of the net qube, or empty
 * @param address the net qube's address in words
 * @param attachments the qubes on it
 * @param warnings what its owner must know
 * @param versions every version, newest first, each with what it changed
 */
record BridgeView(
        BridgeProfile profile,
        String netvmLabel,
        String address,
        List<AttachmentRow> attachments,
        List<ProfileWarning> warnings,
        List<VersionRow> versions) {

    static BridgeView of(BridgeProfile profile, Map<String, String> labels, List<ProfileVersion> versions) {
        ProfileInput input = ProfileInput.of(profile);
        List<AttachmentRow> attachments = input.attachments().stream()
                .map(attachment -> new AttachmentRow(
                        attachment.qube(),
                        labels.getOrDefault(attachment.qube(), ""),
                        attachment.mode().equals("additional")
                                ? "gets a second card"
                                : "its own card goes to the bridge",
                        ProfileComparison.address(attachment.address())))
                .toList();
        return new BridgeView(
                profile,
                labels.getOrDefault(profile.netvm().value(), ""),
                ProfileComparison.address(input.address()),
                attachments,
                ProfileWarning.of(profile),
                rows(versions));
    }

    /** One sentence for the head of the page. */
    public String lead() {
        String qubes = switch (attachments.size()) {
            case 0 -> "no qube yet";
            case 1 -> attachments.getFirst().qube();
            default ->
                attachments.stream().map(AttachmentRow::qube).limit(3).collect(Collectors.joining(", "))
                        + (attachments.size() > 3 ? " and " + (attachments.size() - 3) + " more" : "");
        };
        return profile.bridge() + " in " + profile.netvm() + ", with " + qubes + " on it.";
    }

    public String state() {
        return BridgeState.of(profile).word();
    }

    public String mark() {
        return BridgeState.of(profile).mark();
    }

    public String rules() {
        return profile.hardening().name().toLowerCase(Locale.ROOT);
    }

    private static List<VersionRow> rows(List<ProfileVersion> versions) {
        List<VersionRow> rows = new ArrayList<>();
        for (int index = 0; index < versions.size(); index++) {
            ProfileVersion version = versions.get(index);
            List<String> changes = index + 1 < versions.size()
                    ? ProfileComparison.changes(versions.get(index + 1).content(), version.content())
                    : List.of("Described first");
            rows.add(new VersionRow(version.version(), version.at(), version.by(), changes));
        }
        return rows;
    }

    /** A qube on the bridge. */
    record AttachmentRow(String qube, String label, String mode, String address) {}

    /** A version and what it changed. */
    record VersionRow(long version, Instant at, String by, List<String> changes) {}
}
