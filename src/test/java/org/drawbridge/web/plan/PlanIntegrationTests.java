package org.drawbridge.web.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.drawbridge.Console;
import org.drawbridge.ConsoleTest;
import org.drawbridge.MovedClock;
import org.drawbridge.account.Role;
import org.drawbridge.format.PatchResult;
import org.drawbridge.format.UnifiedDiff;
import org.drawbridge.host.Expected;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Place;
import org.drawbridge.host.lab.Lab;
import org.drawbridge.host.lab.LabTree;
import org.drawbridge.name.QubeName;
import org.drawbridge.name.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A plan in the whole console: by script and on its page. */
@ConsoleTest
class PlanIntegrationTests {

    private static final String PROFILE = """
            {"name": "plans", "netvm": "sys-net", "bridge": "bridge0", "uplink": {"mac": "88:ae:1d:ae:30:31"},
             "attachments": [{"qube": "work", "mode": "replace"}]}
            """;

    private static final HostPath NFT = HostPath.of("/rw/config/drawbridge/bridge0.nft");

    private static final Place SYS_NET = Place.in(QubeName.of("sys-net"));

    private final Console console;
    private final Lab lab;
    private final MovedClock clock;
    private final JsonMapper json;
    private long profile;
    private LabTree before;

    @Autowired
    PlanIntegrationTests(Console console, Lab lab, MovedClock clock, JsonMapper json) {
        this.console = console;
        this.lab = lab;
        this.clock = clock;
        this.json = json;
    }

    @BeforeEach
    void describeABridge() {
        console.call("POST", "/api/v1/inventory/sync", "");
        profile = body(console.call("POST", "/api/v1/profiles", PROFILE), 201)
                .get("id")
                .asLong();
        before = lab.tree().without("/var/lib/drawbridge");
    }

    @AfterEach
    void forgetTheBridge() {
        console.call("DELETE", "/api/v1/profiles/" + profile, "");
    }

    @Test
    void planTellsEachChangeAsTheContractHasIt() {
        JsonNode plan = plan("");

        List<Integer> numbers = new ArrayList<>();
        plan.get("actions").forEach(action -> {
            numbers.add(action.get("seq").asInt());
            assertThat(action.get("argv").size()).isPositive();
            assertThat(action.get("place").asString()).isNotEmpty();
            assertThat(action.get("reason").asString()).isNotEmpty();
        });
        for (JsonNode change : plan.get("changes")) {
            numbers.add(change.get("seq").asInt());
            assertThat(change.get("reason").asString()).isNotEmpty();
            if (change.get("artifact").asString().equals("file")) {
                assertFile(change);
            } else {
                assertThat(change.get("before").get("default").isBoolean()).isTrue();
                assertThat(change.get("after").get("value").isString()).isTrue();
                assertThat(change.has("diff")).isFalse();
            }
        }
        assertThat(numbers.stream().sorted())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, numbers.size()).boxed().toList());
        assertThat(plan.get("profile").asLong()).isEqualTo(profile);
        assertThat(plan.get("applicable").asBoolean()).isTrue();
        assertThat(plan.get("preconditions").size()).isPositive();
        for (JsonNode precondition : plan.get("preconditions")) {
            assertThat(precondition.get("expected").asString()).matches("sha256:[0-9a-f]{64}|new|any");
        }
        for (JsonNode finding : plan.get("findings")) {
            assertThat(finding.get("severity").asString()).isIn("warning", "note");
        }
    }

    private static void assertFile(JsonNode change) {
        JsonNode after = change.get("after");
        assertThat(after.get("exists").asBoolean()).isTrue();
        assertThat(after.get("sha256").asString()).hasSize(64);
        assertThat(after.get("mode").asString()).matches("0[0-7]{3}");
        assertThat(after.get("owner").asString()).isEqualTo("root");
        byte[] diff = change.get("diff").asString().getBytes(StandardCharsets.UTF_8);
        PatchResult applied = UnifiedDiff.parse(diff).getFirst().applyTo(null);
        assertThat(applied)
                .isInstanceOfSatisfying(
                        PatchResult.Applied.class,
                        made -> assertThat(Sha256.of(made.bytes()).hex())
                                .isEqualTo(after.get("sha256").asString()));
    }

    @Test
    void planningWritesNothingToTheHost() {
        String id = plan("").get("id").asString();
        plan("{\"remove\": true}");
        console.call("GET", "/api/v1/plans/" + id, "");
        console.call("GET", "/api/v1/plans/" + id + "/exposure", "");
        try (Console.Visitor visitor = console.person(Role.OPERATOR)) {
            visitor.post("/bridges/" + profile, "/bridges/" + profile + "/plans", Map.of());
            visitor.get("/plans/" + id + "?view=split");
        }

        assertThat(before.differencesTo(lab.tree().without("/var/lib/drawbridge")))
                .isEmpty();
    }

    @Test
    void digestIsTheSameForTheSamePlanAtAnotherTime() {
        JsonNode first = plan("");
        clock.move(Duration.ofMinutes(7));
        JsonNode second = plan("");

        assertThat(second.get("digest")).isEqualTo(first.get("digest"));
        assertThat(second.get("createdAt")).isNotEqualTo(first.get("createdAt"));
    }

    @Test
    void removalOfWhatIsNotThereHasNothingToDo() {
        JsonNode plan = plan("{\"remove\": true}");

        assertThat(plan.get("applicable").asBoolean()).isFalse();
        assertThat(plan.get("changes").size()).isZero();
        assertThat(plan.get("findings").get(0).get("severity").asString()).isEqualTo("note");
    }

    @Test
    void exposureTellsWhoReachesWhomByWhichRule() {
        JsonNode exposure =
                body(console.call("GET", "/api/v1/plans/" + plan("").get("id").asString() + "/exposure", ""), 200);

        JsonNode opened = exposure.get("opened").get(0);
        for (String field : List.of(
                "from", "to", "protocol", "ports", "verdictBefore", "verdictAfter", "decidedBefore", "decidedAfter")) {
            assertThat(opened.has(field)).as(field).isTrue();
        }
    }

    @Test
    void matrixTellsEachPairOfZonesOnThePageAndInTheApi() throws Exception {
        String id = plan("").get("id").asString();
        JsonNode matrix = body(console.call("GET", "/api/v1/plans/" + id + "/exposure", ""), 200)
                .get("matrix");

        assertThat(matrix.get("zones").size()).isGreaterThan(4);
        assertThat(matrix.get("cells").get(0).get("after").get("rules").size()).isPositive();
        try (Console.Visitor visitor = console.person(Role.VIEWER)) {
            assertThat(visitor.get("/plans/" + id).body())
                    .contains("Who reaches whom", "to work", "before: nothing", "dom0 updates");
        }
    }

    @Test
    void applyingWhatTheHostHasOutrunIsRefusedWithTheDifference() {
        JsonNode plan = plan("");
        lab.write(SYS_NET, NFT, FileImage.ofRoot("mine\n".getBytes(StandardCharsets.UTF_8), 0600), Expected.NEW);
        try {
            JsonNode problem = body(apply(plan, plan.get("digest").asString()), 409);

            assertThat(problem.get("type").asString()).contains("stale-plan");
            JsonNode changed = problem.get("changed").get(0);
            assertThat(changed.get("artifact").asString()).isEqualTo("file:sys-net:" + NFT);
            assertThat(changed.get("expected").asString()).isEqualTo("new");
            assertThat(changed.get("found").asString()).startsWith("sha256:");
            assertThat(changed.get("diff").asString()).contains("+mine");
            assertThat(staleByHand(plan))
                    .contains("file:sys-net:" + NFT, "mine", "Plan again and look at the difference");
        } finally {
            lab.delete(SYS_NET, NFT, Expected.ANY);
        }
    }

    @Test
    void applyingAnotherDigestIsRefused() {
        JsonNode plan = plan("");

        assertThat(body(apply(plan, "0".repeat(64)), 409).get("type").asString())
                .contains("stale-plan");
    }

    @Test
    void applyingAnEditedProfileIsRefused() {
        JsonNode plan = plan("");
        String edited = PROFILE.replace("\"name\": \"plans\"", "\"name\": \"plans\", \"stp\": true, \"version\": 1");
        body(console.call("PUT", "/api/v1/profiles/" + profile, edited), 200);

        assertThat(body(apply(plan, plan.get("digest").asString()), 409)
                        .get("type")
                        .asString())
                .contains("stale-plan");
    }

    @Test
    void applyingAnExpiredPlanIsRefusedAndItsPageOffersANewOne() {
        JsonNode plan = plan("");
        clock.move(Duration.ofHours(1));

        assertThat(body(apply(plan, plan.get("digest").asString()), 409)
                        .get("type")
                        .asString())
                .contains("stale-plan");
        try (Console.Visitor visitor = console.person(Role.OPERATOR)) {
            assertThat(visitor.get("/plans/" + plan.get("id").asString()).body())
                    .contains("This plan has expired.", "Plan again")
                    .doesNotContain("Goes back by itself unless");
        }
    }

    @Test
    void pageGroupsByPlaceAndShowsModesPropertiesAndCommands() {
        String id = plan("").get("id").asString();
        try (Console.Visitor visitor = console.person(Role.OPERATOR)) {
            String unified = visitor.get("/plans/" + id).body();
            String split = visitor.get("/plans/" + id + "?view=split").body();

            assertThat(unified)
                    .contains("place-dom0", "place-sys-net", "place-work", "0600 root:root", "0755 root:root")
                    .contains("sys-firewall (default)", "nmcli connection reload", "The way back")
                    .contains("class=\"diff\"")
                    .doesNotContain("diff-split");
            // All files of this plan are new, and a new file has one side only.
            assertThat(split).contains("view=split\" aria-current=\"true\"").doesNotContain("diff-split");
        }
    }

    @Test
    void scriptIsTextWithTheExposureInItsHeadAndIsAudited() {
        String id = plan("").get("id").asString();
        for (String direction : List.of("apply", "restore")) {
            var script = console.call("GET", "/api/v1/plans/" + id + "/script?direction=" + direction, "");

            assertThat(script.statusCode()).isEqualTo(200);
            assertThat(script.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/");
            assertThat(script.headers().firstValue("Content-Disposition").orElseThrow())
                    .contains("drawbridge-" + id.substring(0, 8) + "-" + direction + ".sh");
            assertThat(script.body())
                    .startsWith("#!/bin/sh\n")
                    .contains(
                            "# What that opens:", "direction=" + direction + "\n", "/rw/config/drawbridge/bridge0.nft")
                    .endsWith("\n" + direction + "\n");
        }
        JsonNode entry = body(console.call("GET", "/api/v1/audit?action=plan.export", ""), 200)
                .get("content")
                .get(0);
        assertThat(entry.get("subject").asString()).isEqualTo("plan:" + id);
        assertThat(entry.get("detail").get("direction").asString()).isEqualTo("restore");
    }

    @Test
    void scriptOfAnotherDirectionOrOfWhatCannotBeAppliedIsRefused() {
        String id = plan("").get("id").asString();
        JsonNode problem = body(console.call("GET", "/api/v1/plans/" + id + "/script?direction=up", ""), 400);
        assertThat(problem.get("violations").get(0).get("field").asString()).isEqualTo("direction");

        String nothing = plan("{\"remove\": true}").get("id").asString();
        assertThat(body(console.call("GET", "/api/v1/plans/" + nothing + "/script", ""), 409)
                        .get("type")
                        .asString())
                .isEqualTo("not-applicable");
        try (Console.Visitor visitor = console.person(Role.VIEWER)) {
            assertThat(visitor.get("/plans/" + nothing).body()).doesNotContain("/script?direction=");
            assertThat(visitor.get("/plans/" + id).body())
                    .contains("/plans/" + id + "/script?direction=apply", "/plans/" + id + "/script?direction=restore");
            assertThat(visitor.get("/plans/" + id + "/script?direction=restore").body())
                    .startsWith("#!/bin/sh\n");
        }
    }

    @Test
    void unknownProfileOrPlanIsNotFound() {
        body(console.call("POST", "/api/v1/profiles/999999/plans", ""), 404);
        body(console.call("GET", "/api/v1/plans/00000000-0000-0000-0000-000000000000", ""), 404);
        assertThat(console.call("GET", "/api/v1/plans/no-id", "").statusCode()).isIn(400, 404);
        assertThat(console.call("POST", "/api/v1/profiles/" + profile + "/plans", "{\"remove\": \"yes\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    private String staleByHand(JsonNode plan) {
        String page = "/plans/" + plan.get("id").asString();
        Map<String, String> form = new LinkedHashMap<>();
        form.put("digest", plan.get("digest").asString());
        form.put("acknowledge", String.join(",", codes(plan)));
        try (Console.Visitor visitor = console.person(Role.OPERATOR)) {
            return visitor.post(page, page + "/jobs", form).body();
        }
    }

    private HttpResponse<String> apply(JsonNode plan, String digest) {
        return console.call(
                "POST",
                "/api/v1/plans/" + plan.get("id").asString() + "/jobs",
                json.writeValueAsString(Map.of("digest", digest, "acknowledge", codes(plan))));
    }

    private static List<String> codes(JsonNode plan) {
        List<String> codes = new ArrayList<>();
        plan.get("findings").forEach(finding -> codes.add(finding.get("code").asString()));
        return codes.stream().distinct().toList();
    }

    private JsonNode plan(String wish) {
        return body(console.call("POST", "/api/v1/profiles/" + profile + "/plans", wish), 201);
    }

    private JsonNode body(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return json.readTree(answer.body());
    }
}
