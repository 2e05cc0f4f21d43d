package org.drawbridge.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostStatus;
import org.drawbridge.host.Release;
import org.drawbridge.patch.Patches;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Uploads the samples of an R2B2 lab at the first start, so that its first plan is applicable. */
@Component
final class LabSamples {

    private static final List<String> NAMES =
            List.of("qubes.py-bridge.diff", "settings.py-bridge.diff", "ui_settingsdlg.py-bridge.diff");

    private final Host host;
    private final Patches patches;

    LabSamples(Host host, Patches patches) {
        this.host = host;
        this.patches = patches;
    }

    @EventListener(ApplicationReadyEvent.class)
    void upload() {
        HostStatus status = host.status();
        if (status.kind().equals("lab")
                && status.release() == Release.R2B2
                && patches.list().isEmpty()) {
            for (String name : NAMES) {
                patches.addSample(name, read(name));
            }
        }
    }

    private static byte[] read(String name) {
        try {
            return new ClassPathResource("lab/samples/" + name).getContentAsByteArray();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
