package org.drawbridge.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.drawbridge.audit.Actor;
import org.drawbridge.job.JobBench;
import org.drawbridge.job.Jobs;
import org.drawbridge.job.StalePlanException.ChangedArtifact;
import org.drawbridge.plan.Plan;
import org.drawbridge.web.job.JobStreams;
import org.junit.jupiter.api.Test;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API's jobs, over a real engine and a host in memory. */
class JobApiTests {

    private static final String GOOD = "{\"digest\":\"d1\",\"acknowledge\":[\"known\",\"one too many\"]}";

    private final JobBench bench = new JobBench();

    private final Jobs jobs = bench.jobs();

    private final JsonMapper json = mapper();

    private final MockMvc mvc = MockMvcBuilders.standaloneSetup(new JobApi(jobs, JobStreams.of(jobs)))
            .setControllerAdvice(new ApiAdvice(), new JobApiAdvice())
            .setCustomArgumentResolvers(new AnnasRequests())
            .setMessageConverters(new JacksonJsonHttpMessageConverter(json))
            .build();

    @Test
    void startWhenPlanIsFreshIsAccepted() throws Exception {
        MockHttpServletResponse answer = start(bench.plan(), GOOD);

        assertThat(answer.getStatus()).isEqualTo(202);
        assertThat(answer.getContentAsString()).isEqualTo("{\"id\":1,\"state\":\"queued\"}");
    }

    @Test
    void startTakesTheTimeToConfirm() throws Exception {
        start(bench.plan(), "{\"digest\":\"d1\",\"acknowledge\":[\"known\"],\"confirmWithin\":\"PT7M\"}");

        assertThat(jobs.get(1).confirmBy()).isEqualTo(bench.clock.instant().plus(Duration.ofMinutes(7)));
    }

    @Test
    void startWhenFieldsAreWrongNamesAllOfThem() throws Exception {
        MockHttpServletResponse answer = start(bench.plan(), "{\"confirmWithin\":\"soon\"}");

        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(answer.getContentType()).startsWith("application/problem+json");
        assertThat(tree(answer)
                        .get("violations")
                        .valueStream()
                        .map(one -> one.get("field").asString()))
                .containsExactly("digest", "confirmWithin");
    }

    @Test
    void startWhenAFieldHasAnotherTypeNamesIt() throws Exception {
        MockHttpServletResponse answer = start(bench.plan(), "{\"digest\":7}");

        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(tree(answer).get("violations").get(0).get("field").asString())
                .isEqualTo("digest");
    }

    @Test
    void startWhenThereIsNoBodyNamesTheDigest() throws Exception {
        MockHttpServletResponse answer =
                perform(post("/api/v1/plans/{id}/jobs", bench.plan().id()));

        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(answer.getContentAsString()).contains("\"field\":\"digest\"");
    }

    @Test
    void startWhenThereIsNoSuchPlanIsNotFound() throws Exception {
        assertProblem(
                perform(post("/api/v1/plans/{id}/jobs", UUID.randomUUID())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(GOOD)),
                404,
                "not-found",
                Map.of());
    }

    @Test
    void startWhenAWarningIsNotAcknowledgedNamesIt() throws Exception {
        assertProblem(
                start(bench.plan(), "{\"digest\":\"d1\"}"), 409, "not-acknowledged", Map.of("missing", "[\"known\"]"));
    }

    @Test
    void startWhenHostChangedTellsWhat() throws Exception {
        bench.changed.add(new ChangedArtifact("file:dom0:/x", "new", "sha256:1", "@@ -0,0 +1 @@"));

        assertProblem(
                start(bench.plan(), GOOD),
                409,
                "stale-plan",
                Map.of(
                        "changed",
                        "[{\"artifact\":\"file:dom0:/x\",\"expected\":\"new\",\"found\":\"sha256:1\",\"diff\":\"@@ -0,0 +1 @@\"}]"));
    }

    @Test
    void startWhenDigestIsAnothersIsStale() throws Exception {
        assertProblem(
                start(bench.plan(), "{\"digest\":\"d2\",\"acknowledge\":[\"known\"]}"),
                409,
                "stale-plan",
                Map.of("changed", "[]"));
    }

    @Test
    void startWhenAnotherJobHoldsTheHostIsLocked() throws Exception {
        start(bench.plan(), GOOD);

        assertProblem(start(bench.plan(), GOOD), 423, "host-busy", Map.of("job", "1"));
    }

    @Test
    void showTellsTheJobWithTheContractsFields() throws Exception {
        start(bench.plan(), GOOD);

        JsonNode job = tree(perform(get("/api/v1/jobs/1")));
        assertThat(job.get("id").asLong()).isEqualTo(1);
        assertThat(job.get("kind").asString()).isEqualTo("apply");
        assertThat(job.get("state").asString()).isEqualTo("awaiting-confirmation");
        assertThat(job.get("confirmBy").asString()).isEqualTo("2026-11-24T10:02:00Z");
        assertThat(job.get("steps").get(5).propertyNames())
                .contains("seq", "title", "state", "startedAt", "endedAt", "output", "error");
        assertThat(job.get("steps").get(5).get("state").asString()).isEqualTo("done");
        assertThat(job.get("probes").get(0).get("after").asString()).isEqualTo("holds");
    }

    @Test
    void listIsPaged() throws Exception {
        start(bench.plan(), GOOD);
        jobs.revert(1, JobBench.ANNA);
        start(bench.plan(), GOOD);

        JsonNode page = tree(perform(get("/api/v1/jobs?size=1")));
        assertThat(page.get("total").asLong()).isEqualTo(2);
        assertThat(page.get("size").asInt()).isEqualTo(1);
        assertThat(page.get("content").get(0).get("id").asLong()).isEqualTo(2);
    }

    @Test
    void confirmKeepsTheJobAndOnceMoreIsWithoutEffect() throws Exception {
        start(bench.plan(), GOOD);

        assertThat(state(post("/api/v1/jobs/1/confirm"))).isEqualTo("confirmed");
        assertThat(state(post("/api/v1/jobs/1/confirm"))).isEqualTo("confirmed");
    }

    @Test
    void revertAnswersThatTheSameJobIsOnItsWayBack() throws Exception {
        start(bench.plan(), GOOD);
        String before = jobs.get(1).state().word();

        assertThat(state(post("/api/v1/jobs/1/revert"))).isEqualTo("reverting");
        assertThat(before).isEqualTo("awaiting-confirmation");
        assertThat(state(get("/api/v1/jobs/1"))).isEqualTo("reverted");
        assertProblem(perform(post("/api/v1/jobs/1/revert")), 409, "wrong-state", Map.of("state", "\"reverted\""));
        assertProblem(perform(post("/api/v1/jobs/1/confirm")), 409, "wrong-state", Map.of("state", "\"reverted\""));
    }

    @Test
    void resumeWhenJobWasCutOffGoesOn() throws Exception {
        long id = bench.interrupted();

        assertThat(state(get("/api/v1/jobs/" + id))).isEqualTo("interrupted");
        assertThat(state(post("/api/v1/jobs/" + id + "/resume"))).isEqualTo("running");
        assertThat(state(get("/api/v1/jobs/" + id))).isEqualTo("awaiting-confirmation");
        assertProblem(
                perform(post("/api/v1/jobs/" + id + "/resume")),
                409,
                "wrong-state",
                Map.of("state", "\"awaiting-confirmation\""));
    }

    @Test
    void revertWhenJobWasCutOffGoesBack() throws Exception {
        long id = bench.interrupted();

        assertThat(state(post("/api/v1/jobs/" + id + "/revert"))).isEqualTo("reverting");
        assertThat(state(get("/api/v1/jobs/" + id))).isEqualTo("reverted");
    }

    @Test
    void closeWhenJobFailedFreesTheHost() throws Exception {
        long id = bench.failed();
        JsonNode failed = tree(perform(get("/api/v1/jobs/" + id)));
        assertThat(failed.get("state").asString()).isEqualTo("failed");
        assertThat(failed.get("left").get(0).asString()).startsWith("Remove /etc/qubes/templates/net.xml in dom0");
        assertProblem(start(bench.plan(), GOOD), 423, "host-busy", Map.of("job", Long.toString(id)));

        assertThat(tree(perform(post("/api/v1/jobs/" + id + "/close")))
                        .get("closedAt")
                        .isNull())
                .isFalse();
        assertThat(jobs.holding()).isEmpty();
    }

    @Test
    void showWhenThereIsNoSuchJobIsNotFound() throws Exception {
        assertProblem(perform(get("/api/v1/jobs/7")), 404, "not-found", Map.of());
        assertProblem(perform(post("/api/v1/jobs/7/revert")), 404, "not-found", Map.of());
    }

    @Test
    void eventsGoOnAfterTheLastOneSeen() throws Exception {
        start(bench.plan(), GOOD);
        jobs.confirm(1, JobBench.ANNA);

        String all = events(null);
        String[] ids = Arrays.stream(all.split("\n", -1))
                .filter(line -> line.startsWith("id:"))
                .map(line -> line.substring(3).strip())
                .toArray(String[]::new);
        String rest = events(ids[ids.length / 2]);

        assertThat(all).contains("event:step", "event:output", "event:state");
        assertThat(all.substring(all.indexOf("id:" + ids[ids.length / 2 + 1] + "\n")))
                .isEqualTo(rest.substring(rest.indexOf("id:")));
        assertThat(perform(get("/api/v1/jobs/1/events").header("Last-Event-ID", ids[ids.length - 1]))
                        .getStatus())
                .isEqualTo(204);
    }

    private String events(String last) throws Exception {
        MockHttpServletRequestBuilder request = get("/api/v1/jobs/1/events");
        if (last != null) {
            request.header("Last-Event-ID", last);
        }
        MvcResult result = mvc.perform(request).andReturn();
        return result.getResponse().getContentAsString();
    }

    private MockHttpServletResponse start(Plan plan, String body) throws Exception {
        return perform(post("/api/v1/plans/{id}/jobs", plan.id())
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }

    private MockHttpServletResponse perform(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request).andReturn().getResponse();
    }

    private String state(MockHttpServletRequestBuilder request) throws Exception {
        return tree(perform(request)).get("state").asString();
    }

    private JsonNode tree(MockHttpServletResponse answer) throws Exception {
        return json.readTree(answer.getContentAsString());
    }

    private void assertProblem(MockHttpServletResponse answer, int status, String type, Map<String, String> properties)
            throws Exception {
        assertThat(answer.getStatus()).isEqualTo(status);
        assertThat(answer.getContentType()).startsWith("application/problem+json");
        JsonNode problem = tree(answer);
        assertThat(problem.get("type").asString()).isEqualTo(type);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("title").asString()).isNotEmpty();
        assertThat(problem.get("detail").asString()).isNotEmpty();
        properties.forEach((name, value) ->
                assertThat(json.writeValueAsString(problem.get(name))).isEqualTo(value));
    }

    private static JsonMapper mapper() {
        JsonMapper.Builder builder = JsonMapper.builder()
                .addMixIn(
                        org.springframework.http.ProblemDetail.class,
                        org.springframework.http.converter.json.ProblemDetailJacksonMixin.class);
        new JsonStrictness().customize(builder);
        return builder.build();
    }

    /** Every request is Anna's. */
    private static final class AnnasRequests implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Actor.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                ModelAndViewContainer container,
                NativeWebRequest request,
                WebDataBinderFactory factory) {
            return JobBench.ANNA;
        }
    }
}
