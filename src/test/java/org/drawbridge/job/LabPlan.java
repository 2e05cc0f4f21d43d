package org.drawbridge.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.drawbridge.host.Release;
import org.drawbridge.host.lab.Lab;
import org.drawbridge.name.BridgeName;
import org.drawbridge.name.MacAddress;
import org.drawbridge.name.QubeName;
import org.drawbridge.patch.PatchText;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.blueprint.Baseline;
import org.drawbridge.plan.blueprint.FileMemory;
import org.drawbridge.plan.blueprint.Planner;
import org.drawbridge.plan.blueprint.Request;
import org.drawbridge.profile.BridgeProfile;
import org.drawbridge.profile.BridgeProfile.Addressing;
import org.drawbridge.profile.BridgeProfile.Attachment;
import org.drawbridge.profile.BridgeProfile.Hardening;
import org.drawbridge.profile.BridgeProfile.Mode;
import org.drawbridge.profile.BridgeProfile.Uplink;

/** The plan of a bridge with one qube on it, made for a lab as the console would make it. */
final class LabPlan {

    static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private LabPlan() {}

    static Plan of(Lab lab) {
        BridgeProfile profile = new BridgeProfile(
                7,
                "office",
                QubeName.of(lab.release() == Release.R2B2 ? "netvm" : "sys-net"),
                BridgeName.of("bridge0"),
                new Uplink(Optional.of(MacAddress.of("88:ae:1d:ae:30:31")), Optional.empty()),
                new Addressing.Dhcp(),
                false,
                Hardening.HARDENED,
                List.of(new Attachment(QubeName.of("work"), Mode.REPLACE, new Addressing.Dhcp())),
                1,
                Optional.empty());
        Request request = new Request(
                profile,
                Plan.Kind.APPLY,
                Baseline.of(List.of()),
                new FileMemory(),
                Stream.of("qubes.py", "settings.py", "ui_settingsdlg.py")
                        .map(LabPlan::sample)
                        .toList());
        return Planner.plan(
                UUID.nameUUIDFromBytes(lab.release().label().getBytes(StandardCharsets.UTF_8)),
                request,
                Planner.survey(lab, lab.release(), request),
                (wanted, release, steps) -> JobBench.DIGEST,
                NOW,
                Duration.ofDays(1));
    }

    private static PatchText sample(String target) {
        String name = target + "-bridge.diff";
        try (InputStream stream = LabPlan.class.getResourceAsStream("/lab/samples/" + name)) {
            String content = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
            return new PatchText(name, target, content, true);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
