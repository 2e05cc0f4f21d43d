package org.drawbridge.web.security;

import java.net.InetAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** The filters that stand before everything else. */
@Configuration(proxyBeanMethods = false)
class FilterConfiguration {

    @Bean
    FilterRegistrationBean<RequestId> requestId() {
        FilterRegistrationBean<RequestId> registration = new FilterRegistrationBean<>(new RequestId());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    FilterRegistrationBean<OwnAddress> ownAddress(ServerProperties server) {
        FilterRegistrationBean<OwnAddress> registration =
                new FilterRegistrationBean<>(new OwnAddress(further(server.getAddress())));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return registration;
    }

    /** A console that listens elsewhere, which takes TLS, also answers to that address. */
    private static Set<String> further(@Nullable InetAddress address) {
        return address == null || address.isLoopbackAddress() || address.isAnyLocalAddress()
                ? Set.of()
                : Set.of(address.getHostAddress());
    }
}
