package org.drawbridge.host.dom0;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.drawbridge.host.Release;
import org.junit.jupiter.api.AfterAll;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Real packages on R2B2. */
class RpmR2B2IntegrationTests extends RpmStory {

    private static final List<String> FILES = List.of(
            "/usr/lib64/python2.7/site-packages/qubes/qubes.py",
            "/usr/lib64/python2.7/site-packages/qubesmanager/ui_settingsdlg.py",
            "/usr/lib64/python2.7/site-packages/qubesmanager/settings.py");

    private static final RpmDom0 RPMS = rpmsOf();

    private static RpmDom0 rpmsOf() {
        try {
            return RpmDom0.of(
                    Release.R2B2,
                    Map.of(
                            "qubes-core-dom0",
                            List.of(FILES.getFirst(), "%" + CONF),
                            "qubes-manager",
                            FILES.subList(1, 3)));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        Dom0Properties dom0 = RPMS.dom0().properties();
        registry.add("drawbridge.host", () -> "dom0");
        registry.add("drawbridge.dom0.qubesd-socket", dom0::qubesdSocket);
        registry.add("drawbridge.dom0.root", dom0::root);
        registry.add("drawbridge.dom0.tools", dom0::tools);
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Beans {

        @Bean
        Ownership ownership() {
            return new PosixOwnership();
        }
    }

    @AfterAll
    static void end() throws IOException {
        RPMS.close();
    }

    @Override
    RpmDom0 rpms() {
        return RPMS;
    }

    @Override
    List<String> files() {
        return FILES;
    }
}
