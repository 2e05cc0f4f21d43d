package org.drawbridge.web.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.drawbridge.Console;
import org.drawbridge.ConsoleTest;
import org.drawbridge.account.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks about single packets, by script and on the page, on the lab's net qube as it is and as a plan would make it. */
@ConsoleTest
class AskIntegrationTests {

    private static final String FIREWALL_ADDRESS = "10.137.0.5";

    private final Console console;

    @Autowired
    AskIntegrationTests(Console console) {
        this.console = console;
    }

    @Test
    void wayIsShownRuleByRuleWhenThePacketIsUnderstood() {
        JsonNode answer = ask("""
                {"netvm":"sys-net","ruleset":"current","in":"ens6","src":"192.0.2.77","dst":"%s","protocol":"tcp",
                 "sport":40000,"dport":22,"state":"new"}""".formatted(address("sys-firewall")));
        assertThat(answer.path("verdict").asString()).isEqualTo("drop");
        assertThat(answer.path("path")
                        .valueStream()
                        .map(step -> step.path("chain").asString()))
                .containsSequence("qubes forward");
        assertThat(answer.path("reason").asString()).contains("oifgroup 2");
        assertThat(answer.path("nat").isNull()).isTrue();
    }

    @Test
    void planOpensTheWayWhenItsRulesAreTheSeeds() {
        String profile = create("/api/v1/profiles", """
                {"name":"asked","netvm":"sys-net","bridge":"bridge7","uplink":{"interface":"ens6"},"hardening":"seed",
                 "attachments":[{"qube":"work","mode":"replace"}]}""");
        String plan = create("/api/v1/profiles/" + profile + "/plans", "{}");
        JsonNode answer = ask("""
                {"netvm":"sys-net","ruleset":"plan:%s","in":"ens6","src":"192.0.2.77","dst":"%s","protocol":"tcp",
                 "dport":22}""".formatted(plan, address("sys-firewall")));
        assertThat(answer.path("verdict").asString()).isEqualTo("accept");
        assertThat(answer.path("reason").asString()).contains("bridge7");
        assertThat(console.call("DELETE", "/api/v1/profiles/" + profile, "").statusCode())
                .isEqualTo(204);
    }

    @Test
    void allViolationsAreToldWhenTheQuestionIsNotUnderstood() {
        HttpResponse<String> answer = console.call(
                "POST",
                "/api/v1/exposure/query",
                "{\"netvm\":\"sys-net\",\"in\":\"<b>\",\"src\":\"1.2.3\",\"protocol\":\"udp\",\"dport\":70000,\"state\":\"?\"}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JsonMapper.shared()
                        .readTree(answer.body())
                        .path("violations")
                        .valueStream()
                        .map(each -> each.path("field").asString()))
                .contains("in", "src", "dst", "dport", "state");
    }

    @Test
    void netQubeThatDoesNotRunIsToldWhenItIsAskedAbout() {
        HttpResponse<String> answer = console.call(
                "POST",
                "/api/v1/exposure/query",
                "{\"netvm\":\"vault\",\"in\":\"eth0\",\"src\":\"192.0.2.7\",\"dst\":\"192.0.2.8\",\"protocol\":\"tcp\"}");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("net-qube-unknown");
    }

    @Test
    void pageShowsTheWayWhenAViewerAsks() throws Exception {
        try (Console.Visitor viewer = console.person(Role.VIEWER)) {
            assertThat(viewer.get("/exposure").body()).contains("Walk it").doesNotContain("As it is written");
            String page = viewer.get("/exposure?netvm=sys-net&ruleset=current&in=ens6&src=192.0.2.77&dst="
                            + FIREWALL_ADDRESS + "&protocol=tcp&dport=22&state=new")
                    .body();
            assertThat(page)
                    .contains("As it is written", "qubes forward", "reverse-path filter", "taken to be as Qubes sets");
            assertThat(viewer.get("/exposure?netvm=sys-net&in=%3Cscript%3E&src=x")
                            .body())
                    .contains("things need another look")
                    .doesNotContain("<script>&");
        }
    }

    private JsonNode ask(String question) {
        HttpResponse<String> answer =
                console.call(console.token(Role.VIEWER), "POST", "/api/v1/exposure/query", question);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private String create(String path, String body) {
        HttpResponse<String> answer = console.call("POST", path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JsonMapper.shared().readTree(answer.body()).path("id").asString();
    }

    private String address(String qube) {
        return JsonMapper.shared()
                .readTree(console.call("GET", "/api/v1/qubes/" + qube, "").body())
                .path("ip")
                .asString();
    }
}
