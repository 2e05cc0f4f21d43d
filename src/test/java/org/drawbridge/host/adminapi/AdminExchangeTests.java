package org.drawbridge.host.adminapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.drawbridge.host.Pause;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What qubesd of several releases answered to the calls that the client makes, with names, values and words of our own. */
class AdminExchangeTests {

    static List<Exchanges.Exchange> exchanges() {
        return Exchanges.read("/adminapi/exchanges.txt").all();
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void answerIsMadeTheMostOf(Exchanges.Exchange exchange) {
        PlayedQubesd qubesd = new PlayedQubesd(exchange.answerBytes());
        AdminApi api = new AdminApi(new AdminClient(qubesd, Duration.ofSeconds(10)), Pause.REAL);

        String outcome = TypedCalls.outcome(api, exchange.request());

        assertThat(outcome).isEqualTo(exchange.outcome());
        if (!qubesd.requests().isEmpty()) {
            String[] parts = exchange.request().split("\0", 2);
            int space = parts[0].indexOf(' ');
            String wanted = parts[0].substring(0, space) + " dom0 name" + parts[0].substring(space) + "\0"
                    + (parts.length < 2 ? "" : parts[1]);
            assertThat(new String(qubesd.requests().getFirst(), StandardCharsets.UTF_8))
                    .isEqualTo(wanted);
        }
    }
}
