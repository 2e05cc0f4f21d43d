package org.drawbridge.web.security;

import java.net.Inet6Address;
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
    FilterRegistrationBean<OwnAddress> ownAddress(ServerProperties server, Denials denials) {
        FilterRegistrationBean<OwnAddress> registration =
                new FilterRegistrationBean<>(new OwnAddress(further(server.getAddress()), denials));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return registration;
    }

    /** A console that listens elsewhere, which takes TLS, also answers to that address; IPv6 ones stand in brackets. */
    private static Set<String> further(@Nullable InetAddress address) {
        if (address == null || address.isAnyLocalAddress()) {
            return Set.of();
        }
        if (address instanceof Inet6Address) {
            return address.isLoopbackAddress() ? Set.of("[::1]") : Set.of("[" + address.getHostAddress() + "]");
        }
        return Set.of(address.getHostAddress());
    }
}
