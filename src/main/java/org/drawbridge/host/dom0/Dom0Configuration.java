package org.drawbridge.host.dom0;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.drawbridge.host.Domains;
import org.drawbridge.host.Pause;
import org.drawbridge.host.Release;
import org.drawbridge.host.adminapi.AdminDomains;
import org.drawbridge.host.adminapi.SocketTransport;
import org.drawbridge.host.kit.KitDesk;
import org.drawbridge.host.tool.ToolFinder;
import org.drawbridge.host.tool.ToolRunner;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes dom0 the host where {@code drawbridge.host} is {@code dom0}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "drawbridge.host", havingValue = "dom0")
@EnableConfigurationProperties(Dom0Properties.class)
class Dom0Configuration {

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    @Bean
    Dom0Host dom0Host(Dom0Properties properties, ObjectProvider<Ownership> ownership) {
        return host(properties, ownership.getIfAvailable(PosixOwnership::new));
    }

    @Bean
    KitDesk dom0RescueDesk(Dom0Properties properties, Clock clock, @Value("${drawbridge.rescue.keep:20}") int keep) {
        return desk(properties, clock, keep);
    }

    /** The kits in dom0's own files, with systemd to look after them. */
    static KitDesk desk(Dom0Properties properties, Clock clock, int keep) {
        Path folder = properties.root().resolve(KitDesk.FOLDER.value().substring(1));
        ToolRunner runner = new ToolRunner(finder(properties));
        return new KitDesk(folder, new KitTimer(folder, runner), Dom0Configuration::boot, clock, keep);
    }

    private static String boot() {
        try {
            return Files.readString(BOOT_ID).strip();
        } catch (IOException exception) {
            return "";
        }
    }

    @Bean
    Dom0Link dom0Link(Dom0Properties properties, ObjectProvider<Ownership> ownership) {
        return link(properties, ownership.getIfAvailable(PosixOwnership::new));
    }

    static Dom0Link link(Dom0Properties properties, Ownership ownership) {
        Dom0Files files = new Dom0Files(properties.root(), ownership, new FolderList(properties.root(), ownership));
        return new Dom0Link(properties, new ReleaseFile(files, properties.release()), finder(properties));
    }

    private static ToolFinder finder(Dom0Properties properties) {
        return ToolFinder.of(properties.tools(), System.getenv("PATH"));
    }

    /** Whether there is an Admin API is decided once: dom0 does not go from R2B2 to R4 under a running console. */
    static Dom0Host host(Dom0Properties properties, Ownership ownership) {
        FolderList folders = new FolderList(properties.root(), ownership);
        Dom0Files files = new Dom0Files(properties.root(), ownership, folders);
        ReleaseFile release = new ReleaseFile(files, properties.release());
        ToolRunner runner = new ToolRunner(finder(properties));
        boolean old = release.read().release().filter(Release.R2B2::equals).isPresent();
        Domains domains = old
                ? new ToolDomains(runner, System.getProperty("user.name").equals("root"))
                : new AdminDomains(new SocketTransport(properties.qubesdSocket()), Pause.REAL);
        QubeShell shell = new QubeShell(runner, domains, old);
        return new Dom0Host(release, domains, runner, shell, files, new QubeFiles(shell, folders));
    }
}
