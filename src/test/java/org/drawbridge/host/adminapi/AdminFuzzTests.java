package org.drawbridge.host.adminapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.drawbridge.host.HostException;
import org.drawbridge.host.Pause;
import org.drawbridge.host.QubeReport;
import org.drawbridge.name.QubeName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes as an answer, what comes of it is an answer or a typed error in one short plain line. */
class AdminFuzzTests {

    private static final int TIMES = 4000;
    private static final int LONGEST = 1200;
    private static final QubeName STUDY = QubeName.of("study");

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20, 300, 4000})
    void answerThatIsSpoiltIsATypedError(long seed) {
        Random random = new Random(seed);
        Spoiler spoiler = new Spoiler(random);
        List<Exchanges.Exchange> exchanges = Exchanges.read("/adminapi/exchanges.txt").all().stream()
                .filter(exchange -> !exchange.outcome().startsWith("no name"))
                .toList();
        int typed = 0;
        for (int time = 0; time < TIMES; time++) {
            Exchanges.Exchange exchange = exchanges.get(random.nextInt(exchanges.size()));
            byte[] answer = spoiler.spoil(exchange.answerBytes());
            AdminApi api = new AdminApi(new AdminClient(new PlayedQubesd(answer)), Pause.REAL);
            try {
                TypedCalls.callOf(api, exchange.request());
            } catch (HostException told) {
                assertPlain(told, "seed " + seed + ", time " + time);
                typed++;
            }
        }
        assertThat(typed).as("seed " + seed).isGreaterThan(TIMES / 4);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20, 300, 4000})
    void qubeOfSpoiltAnswersIsAReportOrATypedError(long seed) {
        Random random = new Random(seed);
        Spoiler spoiler = new Spoiler(random);
        Map<String, byte[]> whole = whole();
        List<String> methods = List.copyOf(whole.keySet());
        for (int time = 0; time < TIMES / 2; time++) {
            String spoilt = methods.get(random.nextInt(methods.size()));
            byte[] answer = spoiler.spoil(whole.get(spoilt));
            AdminDomains domains = new AdminDomains(
                    new Answers(method -> method.equals(spoilt) ? answer : whole.get(method)), Pause.REAL);
            try {
                Optional<QubeReport> report = domains.qube(STUDY);
                report.ifPresent(
                        told -> assertThat(told.name()).as("seed " + seed).isEqualTo(STUDY));
            } catch (HostException told) {
                assertPlain(told, "seed " + seed + ", time " + time);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20, 300, 4000})
    void streamThatIsSpoiltEndsOrIsATypedError(long seed) throws IOException {
        Random random = new Random(seed);
        Spoiler spoiler = new Spoiler(random);
        byte[] stream = Qubesd.event("study", "property-set:netvm", "name", "netvm", "newvalue", "sys-gate");
        for (int time = 0; time < TIMES; time++) {
            AdminEventReader reader = new AdminEventReader(
                    AdminCall.of("admin.Events", QubeName.DOM0), new ByteArrayInputStream(spoiler.spoil(stream)));
            AdminEventTranslation translation = new AdminEventTranslation(event -> {});
            try {
                for (Optional<AdminEvent> event = reader.next(); event.isPresent(); event = reader.next()) {
                    translation.happened(event.get());
                }
            } catch (HostException told) {
                assertPlain(told, "seed " + seed + ", time " + time);
            }
        }
    }

    /** What three calls give of one qube. */
    private static Map<String, byte[]> whole() {
        byte[] properties = Exchanges.read("/adminapi/exchanges.txt").all().stream()
                .filter(exchange -> exchange.request().equals("admin.vm.property.GetAll study"))
                .findFirst()
                .orElseThrow()
                .answerBytes();
        return Map.of(
                "admin.vm.List",
                Qubesd.ok("study class=AppVM state=Running\n"),
                "admin.vm.property.GetAll",
                properties,
                "admin.vm.property.List",
                Qubesd.ok("netvm\n"),
                "admin.vm.property.Get",
                Qubesd.ok("default=True type=vm sys-gate"),
                "admin.vm.feature.List",
                Qubesd.ok("note\n"),
                "admin.vm.feature.Get",
                Qubesd.ok("1"));
    }

    private static void assertPlain(HostException told, String when) {
        assertThat(told.getMessage()).as(when).isNotBlank().hasSizeLessThan(LONGEST);
        assertThat(told.getMessage().chars().filter(Character::isISOControl).count())
                .as(when + ": " + told.getMessage())
                .isZero();
    }

    /** A qubesd whose answers depend on the method only. */
    private record Answers(Function<String, byte[]> said) implements AdminTransport {

        @Override
        public String peer() {
            return "qubesd";
        }

        @Override
        public AdminExchange begin(AdminCall call) {
            return new AdminExchange() {
                @Override
                public InputStream answer() {
                    return new ByteArrayInputStream(said.apply(call.method()));
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public String refusal(AdminCall call) {
            return "refused: " + call.text();
        }
    }
}
