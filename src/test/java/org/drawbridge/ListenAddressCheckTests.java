package org.drawbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;

class ListenAddressCheckTests {

    private final ServerProperties server = new ServerProperties();
    private final ListenAddressCheck check = new ListenAddressCheck(server);

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "::1"})
    void consoleStartsWhenOnlyThisMachineReachesIt(String address) throws UnknownHostException {
        server.setAddress(InetAddress.getByName(address));

        assertThatCode(() -> check.customize(new TomcatServletWebServerFactory()))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.168.1.20"})
    void consoleRefusesWhenOthersReachItInTheClear(String address) throws UnknownHostException {
        server.setAddress(InetAddress.getByName(address));

        assertThatExceptionOfType(ListenAddressException.class)
                .isThrownBy(() -> check.customize(new TomcatServletWebServerFactory()));
    }

    @Test
    void consoleRefusesWhenNoAddressIsSet() {
        assertThatExceptionOfType(ListenAddressException.class)
                .isThrownBy(() -> check.customize(new TomcatServletWebServerFactory()))
                .withMessageContaining("every address");
    }

    @Test
    void consoleStartsWhenOthersReachItByTls() throws UnknownHostException {
        server.setAddress(InetAddress.getByName("0.0.0.0"));
        server.setSsl(Ssl.forBundle("web"));

        assertThatCode(() -> check.customize(new TomcatServletWebServerFactory()))
                .doesNotThrowAnyException();
    }

    @Test
    void refusalSaysWhatToDo() {
        var failure = new ListenAddressFailureAnalyzer().analyze(new ListenAddressException("0.0.0.0"));

        assertThat(failure).isNotNull();
        assertThat(failure.getDescription()).contains("0.0.0.0 without TLS");
        assertThat(failure.getAction()).contains("127.0.0.1", "server.ssl");
    }
}
