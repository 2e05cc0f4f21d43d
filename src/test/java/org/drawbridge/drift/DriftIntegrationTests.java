package org.drawbridge.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.drawbridge.Console;
import org.drawbridge.ConsoleTest;
import org.drawbridge.MovedClock;
import org.drawbridge.account.Role;
import org.drawbridge.audit.Actor;
import org.drawbridge.host.Expected;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostCommand;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.OutputListener;
import org.drawbridge.host.Place;
import org.drawbridge.host.lab.Lab;
import org.drawbridge.host.lab.LabCall;
import org.drawbridge.job.JobState;
import org.drawbridge.job.Jobs;
import org.drawbridge.name.BridgeName;
import org.drawbridge.name.InterfaceName;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.Plans;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Drift in the whole console: found by a synchronisation, shown everywhere, and decided on in each way. */
@ConsoleTest
class DriftIntegrationTests {

    private static final String PROFILE = """
            {"name": "drift", "netvm": "sys-net", "bridge": "bridge0", "uplink": {"mac": "88:ae:1d:ae:30:31"},
             "attachments": [{"qube": "work", "mode": "replace"}]}
            """;

    private static final Place SYS_NET = Place.in(QubeName.of("sys-net"));
    private static final HostPath NFT = HostPath.of("/rw/config/drawbridge/bridge0.nft");
    private static final HostPath SCRIPT = HostPath.of("/rw/config/qubes-firewall.d/50-drawbridge-bridge0");
    private static final HostPath STOCK = HostPath.of("/usr/share/qubes/templates/libvirt/devices/net.xml");
    private static final String NFT_FILE = "file:sys-net:" + NFT;

    private final Console console;
    private final Plans plans;
    private final Jobs jobs;
    private final Lab lab;
    private final MovedClock clock;
    private final JsonMapper json;
    private final PackageMemory packages;
    private FileImage ours;
    private long profile;
    private final List<Long> done = new ArrayList<>();

    @Autowired
    DriftIntegrationTests(
            Console console,
            Plans plans,
            Jobs jobs,
            Lab lab,
            MovedClock clock,
            JsonMapper json,
            PackageMemory packages) {
        this.console = console;
        this.plans = plans;
        this.jobs = jobs;
        this.lab = lab;
        this.clock = clock;
        this.json = json;
        this.packages = packages;
    }

    @BeforeEach
    void raiseABridge() {
        sync();
        profile = body(console.call("POST", "/api/v1/profiles", PROFILE), 201)
                .get("id")
                .asLong();
        applied(plans.create(profile, false, Actor.SYSTEM));
        ours = lab.read(SYS_NET, NFT).orElseThrow();
        sync();
    }

    /** The bridge goes back from a host on which another hand has put its changes right; then the lab is made anew. */
    @AfterEach
    void leaveNothing() {
        lab.faults().clear();
        lab.start(QubeName.of("sys-net"));
        for (long each : done.reversed()) {
            lab.write(SYS_NET, NFT, ours, Expected.ANY);
            jobs.revert(each, Actor.SYSTEM);
            await().atMost(Duration.ofSeconds(60)).until(() -> jobs.get(each).state() != JobState.REVERTING);
            assertThat(jobs.get(each))
                    .satisfies(
                            job -> assertThat(job.state()).as("%s", job.left()).isEqualTo(JobState.REVERTED));
        }
        lab.reset();
        sync();
        assertThat(console.call("DELETE", "/api/v1/profiles/" + profile, "").statusCode())
                .isEqualTo(204);
    }

    @Test
    void whatAnotherHandDidIsFoundShownAndDecidedOn() {
        assertThat(drift()).isEmpty();
        edit("# mine\n");
        lab.delete(SYS_NET, SCRIPT, Expected.ANY);
        lab.shutdown(QubeName.of("work"));
        lab.hands().cloneQube(QubeName.of("work"), QubeName.of("twin"));
        lab.start(QubeName.of("work"));
        join(QubeName.of("sys-firewall"));
        lab.faults().recordSteps();
        sync();
        assertThat(lab.faults().recordedSteps())
                .extracting(LabCall::operation)
                .doesNotContain(LabCall.Operation.START, LabCall.Operation.WRITE, LabCall.Operation.DELETE);

        assertThat(drift())
                .extracting(each ->
                        each.get("kind").asString() + " " + each.get("artifact").asString())
                .containsExactlyInAnyOrder(
                        "changed " + NFT_FILE,
                        "missing file:sys-net:" + SCRIPT,
                        "unexpected feature:twin:drawbridge-bridge",
                        "unexpected port:sys-net:bridge0/sys-firewall");
        JsonNode changed = find(NFT_FILE);
        assertThat(changed.get("diff").asString()).contains("+# mine");
        assertThat(changed.get("stockDiff").asString()).contains("+table ip qubes");
        assertThat(console.call("GET", "/actuator/prometheus", "").body())
                .contains("drawbridge_drift{kind=\"unexpected\"} 2.0", "drawbridge_drift{kind=\"changed\"} 1.0");
        shownToAPerson();

        ignored(find("feature:twin:drawbridge-bridge"));
        adopted();
        putBack();
        // The port is there until that qube is shut down.
        assertThat(drift())
                .extracting(each -> each.get("artifact").asString())
                .containsExactly("port:sys-net:bridge0/sys-firewall");
        assertThat(audited()).contains("drift.find", "drift.ignore", "drift.adopt", "drift.put-back", "drift.end");
    }

    private void shownToAPerson() {
        try (Console.Visitor visitor = console.person(Role.OPERATOR)) {
            assertThat(visitor.get("/").body())
                    .contains("bar bar-drift", "Not as it was applied", "See all 4 and decide");
            assertThat(visitor.get("/drift").body())
                    .contains("sys-net: " + NFT, "Put back…", ">Adopt<", "Ignore it", "class=\"diff\"")
                    .contains("twin on bridge0", "qvm-features --unset twin drawbridge-bridge");
            assertThat(visitor.post("/drift", "/drift/999999/put-back", Map.of())
                            .statusCode())
                    .isEqualTo(302);
        }
        try (Console.Visitor viewer = console.person(Role.VIEWER)) {
            assertThat(viewer.get("/drift").body()).contains("sys-net: " + NFT).doesNotContain(">Adopt<");
        }
    }

    private void ignored(JsonNode twin) {
        String path = "/api/v1/drift/" + twin.get("id").asLong() + "/ignore";
        assertThat(console.call("POST", path, sum(twin, "")).statusCode()).isEqualTo(400);
        assertThat(console.call("POST", path, "{\"sum\": \"0\", \"reason\": \"no\"}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(console.call("POST", path, sum(twin, "It stays off.")).statusCode())
                .isEqualTo(204);
        sync();
        assertThat(drift()).hasSize(3);
        assertThat(json.readTree(
                        console.call("GET", "/api/v1/drift?ignored=true", "").body()))
                .anySatisfy(each -> assertThat(each.get("ignored").toString()).contains("It stays off."));
    }

    /** Nothing is done to the host, and plans start from what was adopted. */
    private void adopted() {
        JsonNode changed = find(NFT_FILE);
        String path = "/api/v1/drift/" + changed.get("id").asLong() + "/adopt";
        edit("# mine, later\n");
        assertThat(console.call("POST", path, sum(changed, "")).statusCode()).isEqualTo(409);
        sync();
        changed = find(NFT_FILE);
        path = "/api/v1/drift/" + changed.get("id").asLong() + "/adopt";
        clock.move(Duration.ofSeconds(1));
        assertThat(console.call("POST", path, sum(changed, "")).statusCode()).isEqualTo(204);
        sync();
        assertThat(text(NFT)).endsWith("# mine, later\n");
        assertThat(drift()).hasSize(2);
    }

    private void putBack() {
        JsonNode missing = find("file:sys-net:" + SCRIPT);
        JsonNode answer =
                body(console.call("POST", "/api/v1/drift/" + missing.get("id").asLong() + "/put-back", ""), 201);
        assertThat(lab.read(SYS_NET, SCRIPT)).isEmpty();
        Plan plan = plans.get(UUID.fromString(answer.get("plan").asString()));
        assertThat(plan.changes())
                .anySatisfy(change -> assertThat(change.artifact().label()).endsWith(SCRIPT.value()));
        applied(plan);
        sync();
        assertThat(lab.read(SYS_NET, SCRIPT)).isPresent();
    }

    @Test
    void updateOfTheStockTextThatOursCarriesIsRecognised() {
        assertThat(packages.of("file:dom0:" + STOCK))
                .hasValueSatisfying(owner -> assertThat(owner).startsWith("qubes-core-dom0"));
        FileImage stock = lab.read(Place.DOM0, STOCK).orElseThrow();
        lab.write(
                Place.DOM0,
                STOCK,
                stock.withContent(("<!-- new -->\n" + new String(stock.content(), StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8)),
                Expected.ANY);
        packages.keep("file:dom0:" + STOCK, "qubes-core-dom0 4.2.1-1.fc37");
        sync();

        JsonNode outdated = find("file:dom0:" + STOCK);
        assertThat(outdated.get("kind").asString()).isEqualTo("changed");
        assertThat(outdated.get("diff").asString()).contains("+<!-- new -->");
        assertThat(outdated.get("cause").asString())
                .startsWith("An update put qubes-core-dom0")
                .contains("in the place of qubes-core-dom0 4.2.1-1.fc37");
        Plan again = plans.create(profile, false, Actor.SYSTEM);
        assertThat(again.changes())
                .anySatisfy(change -> assertThat(change.artifact().label())
                        .isEqualTo("file:dom0:/etc/qubes/templates/libvirt/devices/net.xml"));
    }

    @Test
    void whatCannotBeSeenStaysAsItWasKnown() {
        edit("# mine\n");
        lab.setProperty(QubeName.of("work"), "memory", "500");
        sync();
        assertThat(drift()).hasSize(1);
        lab.hands().kill(QubeName.of("sys-net"));
        sync();
        assertThat(drift()).extracting(each -> each.get("artifact").asString()).containsExactly(NFT_FILE);
        assertThat(lab.qube(QubeName.of("sys-net")).orElseThrow().state()).isEqualTo("Halted");
    }

    /** Another hand adds a line to the rules. */
    private void edit(String line) {
        String text = new String(ours.content(), StandardCharsets.UTF_8) + line;
        lab.write(SYS_NET, NFT, ours.withContent(text.getBytes(StandardCharsets.UTF_8)), Expected.ANY);
    }

    private String text(HostPath path) {
        return new String(lab.read(SYS_NET, path).orElseThrow().content(), StandardCharsets.UTF_8);
    }

    /** Another hand puts a routed qube's back end into the bridge. */
    private void join(QubeName qube) {
        int xid = lab.qube(qube).orElseThrow().xid();
        lab.run(
                new HostCommand.JoinBridge(SYS_NET, InterfaceName.of("vif" + xid + ".0"), BridgeName.of("bridge0")),
                OutputListener.SILENT);
    }

    private void sync() {
        clock.move(Duration.ofSeconds(1));
        assertThat(console.call("POST", "/api/v1/inventory/sync", "").statusCode())
                .isEqualTo(200);
    }

    private List<JsonNode> drift() {
        List<JsonNode> all = new ArrayList<>();
        body(console.call("GET", "/api/v1/drift", ""), 200).forEach(all::add);
        return all;
    }

    private JsonNode find(String artifact) {
        return drift().stream()
                .filter(each -> each.get("artifact").asString().equals(artifact))
                .findFirst()
                .orElseThrow(() -> new AssertionError(artifact + " is not in " + drift()));
    }

    private Set<String> audited() {
        return body(console.call("GET", "/api/v1/audit?action=drift&size=100", ""), 200)
                .get("content")
                .valueStream()
                .map(entry -> entry.get("action").asString())
                .collect(Collectors.toSet());
    }

    private String sum(JsonNode drift, String reason) {
        return json.writeValueAsString(Map.of("sum", drift.get("sum").asString(), "reason", reason));
    }

    /** Runs a plan and keeps what it did. */
    private void applied(Plan plan) {
        assertThat(plan.applicable()).as("%s", plan.findings()).isTrue();
        Set<String> codes = plan.findings().stream().map(Finding::code).collect(Collectors.toSet());
        long id = jobs.start(plan.id(), plan.digest(), Duration.ofMinutes(2), codes, Actor.SYSTEM)
                .id();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> jobs.get(id).state(), state -> state != JobState.RUNNING && state != JobState.QUEUED);
        assertThat(jobs.get(id))
                .satisfies(view -> assertThat(view.state()).as(view.cause()).isEqualTo(JobState.AWAITING_CONFIRMATION));
        jobs.confirm(id, Actor.SYSTEM);
        done.add(id);
    }

    private JsonNode body(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return json.readTree(answer.body());
    }
}
