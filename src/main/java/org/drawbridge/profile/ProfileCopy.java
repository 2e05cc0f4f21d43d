package org.drawbridge.profile;

import java.util.List;
import java.util.stream.IntStream;
import org.drawbridge.profile.ProfileInput.AddressInput;
import org.drawbridge.profile.ProfileInput.AttachmentInput;
import org.drawbridge.profile.ProfileInput.UplinkInput;

/** Starts a new profile from another one, leaving out what only one of them can have. */
final class ProfileCopy {

    private static final int NAME_LIMIT = 64;
    private static final int LAST_NUMBER = 999;

    private final List<BridgeProfile> all;

    ProfileCopy(List<BridgeProfile> all) {
        this.all = List.copyOf(all);
    }

    ProfileInput of(BridgeProfile profile) {
        ProfileInput input = ProfileInput.of(profile);
        List<AttachmentInput> attachments = input.attachments().stream()
                .filter(attachment -> attachment.mode().equals("additional"))
                .map(attachment ->
                        new AttachmentInput(attachment.qube(), attachment.mode(), withoutCidr(attachment.address())))
                .toList();
        return new ProfileInput(
                name(profile.name()),
                input.netvm(),
                bridge(profile),
                UplinkInput.NONE,
                withoutCidr(input.address()),
                input.stp(),
                input.hardening(),
                attachments);
    }

    private static AddressInput withoutCidr(AddressInput address) {
        return new AddressInput(address.method(), "", address.gateway(), address.dns());
    }

    private String name(String original) {
        return IntStream.rangeClosed(2, LAST_NUMBER)
                .mapToObj(number -> shortened(original, " " + number))
                .filter(name -> all.stream().noneMatch(profile -> profile.name().equalsIgnoreCase(name)))
                .findFirst()
                .orElse("");
    }

    private static String shortened(String original, String suffix) {
        int keep = Math.min(original.length(), NAME_LIMIT - suffix.length());
        return original.substring(0, keep).strip() + suffix;
    }

    private String bridge(BridgeProfile original) {
        return IntStream.rangeClosed(0, LAST_NUMBER)
                .mapToObj(number -> "bridge" + number)
                .filter(name -> all.stream()
                        .noneMatch(profile -> profile.netvm().equals(original.netvm())
                                && profile.bridge().value().equals(name)))
                .findFirst()
                .orElse("");
    }
}
