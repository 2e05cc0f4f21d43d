package org.drawbridge;

import java.util.List;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/** Refuses a host that there is not, before anything is made for it. */
final class HostKindEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

    private static final String PROPERTY = "drawbridge.host";

    private static final List<String> KINDS = List.of("lab", "dom0", "qrexec");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String wanted = environment.getProperty(PROPERTY, "lab");
        if (!KINDS.contains(wanted)) {
            throw new UnknownHostKindException(wanted);
        }
    }

    /** After the configuration files were read, and before the data folder is made. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE - 1;
    }
}
