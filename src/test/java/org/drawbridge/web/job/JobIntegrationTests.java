package org.drawbridge.web.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.drawbridge.Console;
import org.drawbridge.ConsoleTest;
import org.drawbridge.MovedClock;
import org.drawbridge.account.Role;
import org.drawbridge.audit.Actor;
import org.drawbridge.host.lab.Lab;
import org.drawbridge.host.lab.LabTree;
import org.drawbridge.job.JobState;
import org.drawbridge.job.JobView;
import org.drawbridge.job.Jobs;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.Plans;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A job in the whole console: by script, in a browser without JavaScript, and with nobody there. */
@ConsoleTest
class JobIntegrationTests {

    private static final String PROFILE = """
            {"name": "jobs", "netvm": "sys-net", "bridge": "bridge0", "uplink": {"mac": "88:ae:1d:ae:30:31"},
             "attachments": [{"qube": "work", "mode": "replace"}]}
            """;

    @Autowired
    private Console console;

    @Autowired
    private Plans plans;

    @Autowired
    private Jobs jobs;

    @Autowired
    private Lab lab;

    @Autowired
    private MovedClock clock;

    @Autowired
    private JsonMapper json;

    private long profile;

    private LabTree before;

    @BeforeEach
    void describeABridge() {
        console.call("POST", "/api/v1/inventory/sync", "");
        HttpResponse<String> made = console.call("POST", "/api/v1/profiles", PROFILE);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        profile = json.readTree(made.body()).get("id").asLong();
        before = lab.tree().without("/var/lib/drawbridge");
    }

    @AfterEach
    void leaveTheHostAsItWas() {
        jobs.holding().filter(JobView::canGoBack).ifPresent(job -> {
            jobs.revert(job.id(), Actor.SYSTEM);
            awaitState(job.id(), JobState.REVERTED);
        });
        assertThat(console.call("DELETE", "/api/v1/profiles/" + profile, "").statusCode())
                .isEqualTo(204);
        assertThat(before.differencesTo(lab.tree().without("/var/lib/drawbridge")))
                .isEmpty();
    }

    @Test
    void jobWhenPersonKeepsItAndGoesBackLaterIsShownAllTheWay() {
        long id = start("PT2M");
        awaitState(id, JobState.AWAITING_CONFIRMATION);

        try (Console.Visitor visitor = console.person(Role.OPERATOR)) {
            String overview = visitor.get("/jobs").body();
            assertThat(overview)
                    .contains("Job " + id + " (raises the bridge “jobs”) is done.", ">Keep<", ">Go back<", "2:00");
            String page = visitor.get("/jobs/" + id).body();
            assertThat(page)
                    .contains("waits for you", "bridge0 is up in sys-net", "data-events=\"/jobs/" + id + "/events\"");

            assertThat(visitor.post("/jobs/" + id, "/jobs/" + id + "/confirm", Map.of())
                            .statusCode())
                    .isEqualTo(302);
            assertThat(visitor.get("/jobs/" + id).body())
                    .contains("Kept.", "kept")
                    .doesNotContain(">Keep<");

            visitor.post("/jobs/" + id, "/jobs/" + id + "/revert", Map.of());
            awaitState(id, JobState.REVERTED);
            assertThat(visitor.get("/jobs/" + id).body())
                    .contains("went back", "operator asked to go back.", "taken back")
                    .doesNotContain(">Go back<");
            assertThat(visitor.post("/jobs", "/jobs/" + id + "/resume", Map.of())
                            .statusCode())
                    .isEqualTo(302);
            assertThat(visitor.get("/jobs/" + id).body()).contains("so it cannot be resumed");
        }
    }

    @Test
    void jobWhenNobodyIsThereGoesBackByItself() {
        long id = start("PT1M");
        awaitState(id, JobState.AWAITING_CONFIRMATION);

        clock.move(Duration.ofMinutes(1));

        awaitState(id, JobState.REVERTED);
        assertThat(jobs.get(id).cause()).isEqualTo("Nobody confirmed within 1 min.");
    }

    @Test
    void kitWhenJobWaitsIsListedReadAndDownloaded() {
        long id = start("PT2M");
        awaitState(id, JobState.AWAITING_CONFIRMATION);

        JsonNode kit =
                json.readTree(console.call("GET", "/api/v1/kits", "").body()).get(0);
        assertThat(kit.get("job").asLong()).isEqualTo(id);
        assertThat(kit.get("state").asString()).isEqualTo("armed");
        String address = "/kits/" + kit.get("name").asString();
        String script =
                console.call("GET", "/api/v1" + address + "/restore.sh", "").body();
        assertThat(script).startsWith("#!/bin/sh").contains("go back on the plan");
        assertThat(console.call("GET", "/api/v1" + address + "/state", "").statusCode())
                .isEqualTo(404);
        try (Console.Visitor visitor = console.person(Role.VIEWER)) {
            assertThat(visitor.get("/jobs/kits").body())
                    .contains(kit.get("name").asString(), "armed");
            assertThat(visitor.get("/jobs/" + id).body()).contains("/jobs" + address);
            assertThat(visitor.get("/jobs" + address).body()).contains("Download restore.sh", "#!/bin/sh");
            assertThat(visitor.get("/jobs" + address + "/restore.sh").body()).isEqualTo(script);
            assertThat(visitor.get("/jobs/kits/1-00000000").statusCode()).isEqualTo(404);
        }
        assertThat(console.call("GET", "/api/v1/audit?action=job.rescue-file", "")
                        .body())
                .contains("restore.sh");
    }

    @Test
    void bridgeThatHasATimeIsGivenAnotherAndTakenDownThen() {
        long id = start("PT2M", Map.of("for", "PT4H"));
        awaitState(id, JobState.AWAITING_CONFIRMATION);
        console.call("POST", "/api/v1/jobs/" + id + "/confirm", "");
        assertThat(json.readTree(console.call("GET", "/api/v1/profiles/" + profile, "")
                                .body())
                        .get("applied")
                        .get("until")
                        .asString())
                .isEqualTo(jobs.get(id).until().toString());
        assertThat(console.call("PUT", "/api/v1/jobs/" + id + "/until", "{\"for\":\"PT1S\"}")
                        .statusCode())
                .isEqualTo(400);
        try (Console.Visitor visitor = console.person(Role.OPERATOR)) {
            assertThat(visitor.get("/").body()).contains("Taken down by themselves");
            assertThat(visitor.get("/bridges/" + profile).body()).contains("It is taken down by itself");
            assertThat(visitor.get("/jobs/" + id).body()).contains("Stays until", "Keep for good");
            visitor.post("/jobs/" + id, "/jobs/" + id + "/until", Map.of("stayFor", "PT8H"));
            assertThat(visitor.get("/jobs/" + id).body()).contains("The bridge has another time.");
        }
        assertThat(Duration.between(clock.instant(), jobs.get(id).until())).isGreaterThan(Duration.ofHours(7));

        clock.move(Duration.ofHours(8));

        awaitState(id, JobState.REVERTED);
        assertThat(jobs.get(id).cause()).isEqualTo("Its time was over.");
    }

    @Test
    void bridgeThatHasATimeIsKeptForGood() {
        long id = start(
                "PT2M",
                Map.of("until", clock.instant().plus(Duration.ofHours(2)).toString()));
        awaitState(id, JobState.AWAITING_CONFIRMATION);
        console.call("POST", "/api/v1/jobs/" + id + "/confirm", "");

        assertThat(console.call("DELETE", "/api/v1/jobs/" + id + "/until", "").statusCode())
                .isEqualTo(200);

        assertThat(jobs.get(id).until()).isNull();
        assertThat(console.call("DELETE", "/api/v1/jobs/" + id + "/until", "").statusCode())
                .isEqualTo(409);
        jobs.revert(id, Actor.SYSTEM);
        awaitState(id, JobState.REVERTED);
    }

    @Test
    void profileWhenJobWaitsIsMarkedAsAppliedAndStays() {
        long id = start("PT2M");
        awaitState(id, JobState.AWAITING_CONFIRMATION);

        JsonNode applied = json.readTree(
                        console.call("GET", "/api/v1/profiles/" + profile, "").body())
                .get("applied");
        assertThat(applied.get("job").asLong()).isEqualTo(id);
        assertThat(console.call("DELETE", "/api/v1/profiles/" + profile, "").statusCode())
                .isEqualTo(409);
    }

    @Test
    void eventsWhenWatcherComesBackGoOnWhereItStopped() {
        long id = start("PT2M");
        awaitState(id, JobState.AWAITING_CONFIRMATION);
        jobs.revert(id, Actor.SYSTEM);

        String all = console.call("GET", "/api/v1/jobs/" + id + "/events", "").body();

        assertThat(all).contains("event:step", "event:state", "\"state\":\"reverted\"");
        assertThat(all.lines().filter(line -> line.startsWith("id:")).map(line -> Long.parseLong(line.substring(3))))
                .isSorted()
                .doesNotHaveDuplicates();
        String[] ids = all.lines()
                .filter(line -> line.startsWith("id:"))
                .map(line -> line.substring(3))
                .toArray(String[]::new);
        try (Console.Visitor visitor = console.person(Role.VIEWER)) {
            String rest = visitor.get(
                            "/jobs/" + id + "/events",
                            Map.of("Accept", "text/event-stream", "Last-Event-ID", ids[ids.length - 3]))
                    .body();
            assertThat(rest.lines().filter(line -> line.startsWith("id:")))
                    .containsExactly("id:" + ids[ids.length - 2], "id:" + ids[ids.length - 1]);
        }
    }

    private long start(String confirmWithin) {
        return start(confirmWithin, Map.of());
    }

    private long start(String confirmWithin, Map<String, String> more) {
        Plan plan = plans.create(profile, false, Actor.SYSTEM);
        assertThat(plan.applicable()).as("%s", plan.findings()).isTrue();
        Set<String> codes = plan.findings().stream().map(Finding::code).collect(Collectors.toSet());
        Map<String, Object> body = new HashMap<>(more);
        body.putAll(Map.of("digest", plan.digest(), "confirmWithin", confirmWithin, "acknowledge", codes));
        HttpResponse<String> answer =
                console.call("POST", "/api/v1/plans/" + plan.id() + "/jobs", json.writeValueAsString(body));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return json.readTree(answer.body()).get("id").asLong();
    }

    private void awaitState(long id, JobState state) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> jobs.get(id).state(), found -> found == state || found == JobState.FAILED);
        assertThat(jobs.get(id))
                .satisfies(job ->
                        assertThat(job.state()).as(job.cause() + job.left()).isEqualTo(state));
    }
}
