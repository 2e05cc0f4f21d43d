package org.drawbridge.host.qrexec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.drawbridge.host.Pause;
import org.drawbridge.host.adminapi.AdminApi;
import org.drawbridge.host.adminapi.AdminClient;
import org.drawbridge.host.adminapi.AdminDomains;
import org.drawbridge.name.InvalidNameException;
import org.drawbridge.name.QubeName;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Makes the host behind qrexec the one where {@code drawbridge.host} is {@code qrexec}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "drawbridge.host", havingValue = "qrexec")
@EnableConfigurationProperties(QrexecProperties.class)
class QrexecConfiguration {

    private static final Path OWN_NAME = Path.of("/proc/sys/kernel/hostname");

    @Bean
    CallBook callBook(Clock clock) {
        return new CallBook(clock);
    }

    @Bean
    QrexecClient qrexecClient(QrexecProperties properties, CallBook book) {
        return new QrexecClient(properties.client(), book);
    }

    @Bean
    Agent agent(QrexecClient client) {
        return new Agent(client, console(), JsonMapper.shared());
    }

    @Bean
    QrexecHost qrexecHost(QrexecClient client, Agent agent) {
        QrexecTransport transport = new QrexecTransport(client, console());
        return new QrexecHost(
                new AdminDomains(transport, Pause.REAL),
                new AdminApi(new AdminClient(transport), Pause.REAL),
                new AgentFiles(agent),
                new AgentCommands(agent, JsonMapper.shared()));
    }

    @Bean
    AgentRescueDesk agentRescueDesk(Agent agent) {
        return new AgentRescueDesk(agent);
    }

    @Bean
    QrexecLink qrexecLink(QrexecClient client, CallBook book, QrexecHost host, AgentRescueDesk desk) {
        return new QrexecLink(console(), client, book, host, desk);
    }

    /** A qube has its name as host name. */
    private static QubeName console() {
        try {
            return QubeName.of(Files.readString(OWN_NAME).strip());
        } catch (IOException | InvalidNameException exception) {
            return QrexecPolicy.USUAL_CONSOLE;
        }
    }
}
