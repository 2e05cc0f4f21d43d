package org.drawbridge.host.dom0;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drawbridge.Console;
import org.drawbridge.ConsoleTest;
import org.drawbridge.account.Role;
import org.drawbridge.host.Release;
import org.drawbridge.host.lab.LabTree;
import org.drawbridge.name.QubeName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole console in a dom0, by script: with a qubesd, tools and files that are moved by a lab. */
@ConsoleTest
@DirtiesContext
@Timeout(120)
class Dom0ConsoleIntegrationTests {

    private static final StandInDom0 DOM0 = StandInDom0.of(Release.R4_3);

    private static final String PROFILE = """
            {"name": "dom0", "netvm": "sys-net", "bridge": "bridge0", "uplink": {"mac": "88:ae:1d:ae:30:31"},
             "attachments": [{"qube": "work", "mode": "replace"}]}
            """;

    private static final Pattern EVENTS = Pattern.compile("data-inventory=\"([^\"]+)\"");

    private static final QubeName VAULT = QubeName.of("vault");

    private final Console console;
    private final JsonMapper json;

    @Autowired
    Dom0ConsoleIntegrationTests(Console console, JsonMapper json) {
        this.console = console;
        this.json = json;
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("drawbridge.host", () -> "dom0");
        registry.add("drawbridge.dom0.qubesd-socket", () -> DOM0.properties().qubesdSocket());
        registry.add("drawbridge.dom0.root", () -> DOM0.properties().root());
        registry.add("drawbridge.dom0.tools", () -> DOM0.properties().tools());
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Beans {

        @Bean
        Ownership ownership() {
            return DOM0.ownership();
        }
    }

    @AfterAll
    static void end() throws IOException {
        DOM0.close();
    }

    @Test
    void bridgeIsRaisedKeptAndTakenAwayThroughTheApi() {
        JsonNode host = body(console.call("GET", "/api/v1/host", ""), 200);
        assertThat(host.get("kind").asString()).isEqualTo("dom0");
        assertThat(host.get("release").asString()).isEqualTo("R4.3");
        body(console.call("POST", "/api/v1/inventory/sync", ""), 200);
        LabTree before = picture();

        long profile = body(console.call("POST", "/api/v1/profiles", PROFILE), 201)
                .get("id")
                .asLong();
        long applied = run(profile, "");
        assertThat(picture().differencesTo(before)).isNotEmpty();
        long removed = run(profile, "{\"remove\":true}");
        assertThat(picture().differencesTo(before)).isEmpty();

        goBack(removed);
        goBack(applied);
        assertThat(picture().differencesTo(before)).isEmpty();
    }

    @Test
    void qubeThatIsStartedByAnotherHandIsOnThePageWithinASecond() {
        body(console.call("POST", "/api/v1/inventory/sync", ""), 200);
        try (Console.Visitor visitor = console.person(Role.VIEWER)) {
            Matcher stream = EVENTS.matcher(visitor.get("/qubes").body());
            assertThat(stream.find()).isTrue();
            try (Stream<String> lines = visitor.follow(stream.group(1).replace("&amp;", "&"))) {
                Iterator<String> told = lines.iterator();
                DOM0.lab().start(VAULT);
                Duration started = untilTold(told, "domain-start", "start_guid", "True");
                assertThat(visitor.get("/qubes?search=vault&state=Running").body())
                        .contains("/qubes/vault");

                DOM0.lab().shutdown(VAULT);
                Duration ended = untilTold(told, "domain-shutdown");
                assertThat(visitor.get("/qubes?search=vault&state=Running").body())
                        .doesNotContain("/qubes/vault");
                assertThat(started.compareTo(ended) < 0 ? started : ended)
                        .as("the faster of two, since the machine may be busy")
                        .isLessThan(Duration.ofSeconds(1));
            }
        }
    }

    @Test
    void pageOfTheLinkTellsWhatHoldsInThisDom0() {
        try (Console.Visitor administrator = console.administrator()) {
            assertThat(administrator.get("/settings/host").body())
                    .contains(DOM0.properties().qubesdSocket().toString())
                    .contains(DOM0.properties().tools() + "/qvm-run")
                    .contains("/etc/qubes-release says", "R4.3", "No policy stands between");
        }
    }

    private static Duration untilTold(Iterator<String> told, String event, String... values) {
        long begun = System.nanoTime();
        DOM0.answers().happened("vault", event, values);
        while (!told.next().equals("event:inventory")) {
            // Beats, and what belongs to the event before.
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private long run(long profile, String kind) {
        JsonNode plan = body(console.call("POST", "/api/v1/profiles/" + profile + "/plans", kind), 201);
        String codes = plan.get("findings")
                .valueStream()
                .map(finding -> "\"" + finding.get("code").asString() + "\"")
                .collect(Collectors.joining(","));
        String start = "{\"digest\":\"" + plan.get("digest").asString() + "\",\"acknowledge\":[" + codes + "]}";
        long job = body(console.call("POST", "/api/v1/plans/" + plan.get("id").asString() + "/jobs", start), 202)
                .get("id")
                .asLong();
        awaitState(job, "awaiting-confirmation");
        body(console.call("POST", "/api/v1/jobs/" + job + "/confirm", ""), 200);
        awaitState(job, "confirmed");
        return job;
    }

    private void goBack(long job) {
        body(console.call("POST", "/api/v1/jobs/" + job + "/revert", ""), 200);
        awaitState(job, "reverted");
    }

    private void awaitState(long job, String state) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            JsonNode now = body(console.call("GET", "/api/v1/jobs/" + job, ""), 200);
            assertThat(now.get("state").asString()).as(now.toString()).isEqualTo(state);
        });
    }

    private JsonNode body(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return json.readTree(answer.body());
    }

    private static LabTree picture() {
        return DOM0.lab().tree().without("/var/lib/drawbridge");
    }
}
