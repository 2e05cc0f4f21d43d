package org.drawbridge.host.adminapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.drawbridge.host.Pause;
import org.drawbridge.host.QubeReport;
import org.drawbridge.name.QubeName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A thousand qubes are read in two round trips each, a few at once. */
@Timeout(60)
class AdminDomainsSizeTests {

    private static final int QUBES = 1000;
    private static final int AT_ONCE = 8;

    private final Map<String, Integer> calls = new ConcurrentHashMap<>();
    private Path folder;
    private Qubesd qubesd;
    private AdminDomains domains;

    @BeforeEach
    void fill() throws IOException {
        folder = Files.createTempDirectory("qubesd");
        String properties = Exchanges.read("/adminapi/exchanges.txt").all().stream()
                .filter(exchange -> exchange.request().equals("admin.vm.property.GetAll study"))
                .findFirst()
                .orElseThrow()
                .answer()
                .substring(2);
        String list = "dom0 class=AdminVM state=Running\n"
                + IntStream.rangeClosed(1, QUBES)
                        .mapToObj(number -> String.format("load-%04d class=AppVM state=Halted\n", number))
                        .collect(Collectors.joining());
        qubesd = Qubesd.answering(folder.resolve("s"), (request, out) -> {
            calls.merge(request.method(), 1, Integer::sum);
            out.write(
                    switch (request.method()) {
                        case "admin.vm.List" ->
                            Qubesd.ok(
                                    request.destination().equals("dom0")
                                            ? list
                                            : request.destination() + " class=AppVM state=Running\n");
                        case "admin.vm.property.GetAll" -> Qubesd.ok(properties);
                        case "admin.vm.feature.List" -> Qubesd.ok("");
                        default -> new byte[0];
                    });
        });
        domains = new AdminDomains(new SocketTransport(folder.resolve("s")), Pause.REAL);
    }

    @AfterEach
    void end() throws IOException {
        qubesd.close();
        Files.deleteIfExists(folder.resolve("s"));
        Files.deleteIfExists(folder);
    }

    @Test
    void qubesWhenThereAreAThousandTakeTwoRoundTripsEach() {
        long begun = System.nanoTime();
        List<QubeReport> qubes = domains.qubes();
        Duration took = Duration.ofNanos(System.nanoTime() - begun);

        assertThat(qubes).hasSize(QUBES + 1);
        assertThat(qubes.getFirst().name()).isEqualTo(QubeName.DOM0);
        assertThat(qubes.getLast().netvm()).isEqualTo(QubeName.of("sys-gate"));
        assertThat(calls)
                .containsOnly(
                        Map.entry("admin.vm.List", 1),
                        Map.entry("admin.vm.property.GetAll", QUBES + 1),
                        Map.entry("admin.vm.feature.List", QUBES + 1));
        // The server counts a connection for a moment longer than the client has it.
        assertThat(qubesd.mostAtOnce()).isBetween(2, 2 * AT_ONCE);
        assertThat(took).as("far above what is usual, for slow machines").isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void qubeWhenItAloneWasTouchedTakesThree() {
        assertThat(domains.qube(QubeName.of("load-0007"))).isPresent();

        assertThat(calls.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(3);
    }
}
