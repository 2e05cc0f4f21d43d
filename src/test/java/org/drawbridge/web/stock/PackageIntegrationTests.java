package org.drawbridge.web.stock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.drawbridge.Console;
import org.drawbridge.ConsoleTest;
import org.drawbridge.audit.Actor;
import org.drawbridge.host.Expected;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.OutputListener;
import org.drawbridge.host.PackageCommand;
import org.drawbridge.host.PackageVersion;
import org.drawbridge.host.Place;
import org.drawbridge.host.lab.Lab;
import org.drawbridge.host.lab.LabCall;
import org.drawbridge.host.lab.LabFault;
import org.drawbridge.name.PackageName;
import org.drawbridge.name.QubeName;
import org.drawbridge.patch.Patches;
import org.drawbridge.patch.UploadedFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The stock packages of R2B2, looked at by a person and by a script. */
@ConsoleTest
@TestPropertySource(properties = "drawbridge.lab.release=R2B2")
class PackageIntegrationTests {

    private static final HostPath SITE = HostPath.of("/usr/lib64/python2.7/site-packages");
    private static final HostPath SETTINGS = SITE.resolve("qubesmanager/settings.py");
    private static final HostPath CONF = HostPath.of("/etc/qubes/qmemman.conf");
    private static final HostPath UI = SITE.resolve("qubesmanager/ui_settingsdlg.py");
    private static final PackageVersion CORE =
            new PackageVersion(PackageName.of("qubes-core-dom0"), "2.1.1-1.fc18", "x86_64");
    private static final PackageVersion MANAGER =
            new PackageVersion(PackageName.of("qubes-manager"), "2.1.1-1.fc18", "x86_64");
    private static final String PROFILE = """
            {"name": "stock", "netvm": "netvm", "bridge": "bridge0", "uplink": {"mac": "88:ae:1d:ae:30:31"},
             "attachments": [{"qube": "work", "mode": "replace"}]}
            """;
    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    private Console console;

    @Autowired
    private Lab lab;

    @Autowired
    private Patches patches;

    @BeforeEach
    @AfterEach
    void stock() {
        lab.reset();
    }

    @Test
    void packagesWhenNothingWasChangedAreStock() {
        List<JsonNode> packages = packages();
        assertThat(packages)
                .extracting(each -> each.get("name").asString())
                .containsExactly("qubes-core-dom0", "qubes-manager");
        for (JsonNode each : packages) {
            assertThat(each.get("installed").asString()).isEqualTo("2.1.1-1.fc18");
            assertThat(each.get("state").asString()).isEqualTo("stock");
            assertThat(each.get("modified")).isEmpty();
            assertThat(each.get("leftovers")).isEmpty();
            assertThat(each.get("troubles")).isEmpty();
            assertThat(each.get("keptCopy").isNull()).isTrue();
        }
    }

    @Test
    void differencesOfEachKindAreToldWithTheirFlagsAndInWords() {
        edit(SETTINGS, "# broken\n");
        edit(CONF, "vm-min-mem = 1\n");
        lab.delete(Place.DOM0, SITE.resolve("qubesmanager/ui_settingsdlg.py"), Expected.ANY);
        FileImage image = lab.read(Place.DOM0, SITE.resolve("qubes/qubes.py")).orElseThrow();
        lab.write(
                Place.DOM0,
                SITE.resolve("qubes/qubes.py"),
                new FileImage(image.content(), 0600, "root", "root"),
                Expected.ANY);
        lab.write(Place.DOM0, SITE.resolve("qubes/qubes.py.orig"), image, Expected.NEW);

        List<JsonNode> packages = packages();

        assertThat(files(packages.getFirst()))
                .containsExactly(
                        "S.5....T. c /etc/qubes/qmemman.conf: another size, other content, another time of change",
                        ".M.......   " + SITE + "/qubes/qubes.py: another mode");
        assertThat(files(packages.getLast()))
                .containsExactly(
                        "S.5....T.   " + SETTINGS + ": another size, other content, another time of change",
                        "missing   " + SITE + "/qubesmanager/ui_settingsdlg.py: not there");
        assertThat(packages.getFirst().get("leftovers").get(0).get("path").asString())
                .endsWith("/qubes/qubes.py.orig");
        try (Console.Visitor visitor = console.administrator()) {
            assertThat(visitor.get("/packages").body())
                    .contains("S.5....T.", "2 files differ", "What rpm does not see", "another hand changed it");
        }
    }

    @Test
    void restoreWhenFilesWereEditedAndDeletedMakesThePackagesStock() {
        edit(SETTINGS, "# broken\n");
        lab.delete(Place.DOM0, UI, Expected.ANY);
        edit(CONF, "vm-min-mem = 1\n");

        JsonNode job = ended(restore("qubes-core-dom0", "qubes-manager"));

        assertThat(job.get("kind").asString()).isEqualTo("restore-packages");
        assertThat(job.get("state").asString()).as(job.toString()).isEqualTo("confirmed");
        assertThat(titles(job))
                .containsExactly(
                        "dom0: download qubes-core-dom0-2.1.1-1.fc18, qubes-manager-2.1.1-1.fc18",
                        "dom0: reinstall qubes-core-dom0",
                        "dom0: verify qubes-core-dom0",
                        "dom0: reinstall qubes-manager",
                        "dom0: verify qubes-manager",
                        "dom0: close Qubes Manager");
        assertThat(states()).containsExactly("modified", "stock");
        assertThat(files(packages().getFirst())).singleElement(STRING).contains("/etc/qubes/qmemman.conf");
        assertThat(console.call("POST", "/api/v1/jobs/" + job.get("id") + "/revert", "")
                        .statusCode())
                .isEqualTo(409);
        assertThat(body(console.call("GET", "/api/v1/audit?action=packages.restore", ""), 200)
                        .get("content"))
                .isNotEmpty();
    }

    @Test
    void configurationWhenItIsTickedIsPutBackAndTheEditedOneKept() {
        keepCopies();
        edit(CONF, "vm-min-mem = 1\n");
        edit(SETTINGS, "# broken\n");
        try (Console.Visitor visitor = console.administrator()) {
            String review = review(visitor, "qubes-core-dom0", "qubes-manager");
            assertThat(visitor.get(review).body())
                    .contains(
                            "It needs no network",
                            "# broken",
                            "dom0-mem-boost = 350MiB",
                            "Edited configuration, which stays");
            String address = visitor.post(
                            review, review, Map.of("config", CONF.value(), "source-qubes-manager", "repository"))
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
            JsonNode job = ended(Long.parseLong(address.substring(address.lastIndexOf('/') + 1)));
            assertThat(job.get("state").asString()).as(job.toString()).isEqualTo("confirmed");
            assertThat(visitor.get(address.replaceFirst("^http://[^/]*", "")).body())
                    .contains("puts back the stock packages", "The packages are stock again");
        }
        assertThat(states()).containsExactly("stock", "stock");
        assertThat(text(HostPath.of(CONF + ".drawbridge-saved"))).isEqualTo("vm-min-mem = 1\n");
        assertThat(lab.list(Place.DOM0, PackageCommand.LOOK.resolve("etc/qubes")))
                .isEmpty();
    }

    @Test
    void restoreWhenThereIsNoNetworkTakesTheKeptCopyAndWithoutOneSaysWhatToDo() {
        edit(SETTINGS, "# broken\n");
        lab.hands().kill(QubeName.of("netvm"));

        JsonNode without = ended(restore("qubes-manager"));
        assertThat(without.get("state").asString()).isEqualTo("reverted");
        assertThat(without.get("cause").asString())
                .contains("The update qube has no network", "restore from a kept copy");
        assertThat(text(SETTINGS)).isEqualTo("# broken\n");

        keepCopies();
        JsonNode with = ended(restore("qubes-manager"));
        assertThat(with.get("state").asString()).as(with.toString()).isEqualTo("confirmed");
        assertThat(states()).containsExactly("stock", "stock");
    }

    @Test
    void keptCopyWhenItWasAlteredIsRefusedAndNotUsed() {
        keepCopies();
        HostPath copy = PackageCommand.KEPT.resolve(MANAGER.fileName());
        edit(copy, text(copy).replace("settings.py", "settinks.py"));
        edit(SETTINGS, "# broken\n");

        assertThat(packages().getLast().get("keptCopy").get("refusal").asString())
                .contains("not good");
        JsonNode job = ended(restore("qubes-manager"));
        assertThat(titles(job))
                .contains("dom0: reinstall qubes-manager")
                .noneMatch(title -> title.contains("kept copy"));
        try (Console.Visitor visitor = console.administrator()) {
            assertThat(visitor.get(review(visitor, "qubes-manager")).body()).contains("is refused and not used");
        }
    }

    @Test
    void restoreWhenTheVersionIsGoneSaysSoAndOffersTheNearest() {
        edit(SETTINGS, "# broken\n");
        lab.hands().publish(PackageName.of("qubes-manager"), "2.1.2-1.fc18");

        JsonNode gone = ended(restore("qubes-manager"));
        assertThat(gone.get("state").asString()).isEqualTo("reverted");
        assertThat(gone.get("cause").asString()).contains("not in the repositories any more", "nearest version");

        try (Console.Visitor visitor = console.administrator()) {
            String review = review(visitor, "qubes-manager");
            String address = visitor.post(review, review, Map.of("source-qubes-manager", "newest"))
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
            ended(Long.parseLong(address.substring(address.lastIndexOf('/') + 1)));
        }
        assertThat(packages().getLast().get("installed").asString()).isEqualTo("2.1.2-1.fc18");
        assertThat(states()).containsExactly("stock", "stock");
    }

    @Test
    void restoreWhenRpmDiesHalfWayTellsWhatIsHowAndGoesOnOnceMore() {
        edit(SETTINGS, "# broken\n");
        lab.delete(Place.DOM0, UI, Expected.ANY);
        lab.faults().add(LabFault.at(LabFault.Kind.CUT_OFF, LabCall.Operation.COMMAND, "yum -y reinstall", 1));

        JsonNode half = ended(restore("qubes-manager"));
        assertThat(half.get("state").asString()).as(half.toString()).isEqualTo("failed");
        assertThat(half.get("left").get(0).asString())
                .contains("restore from there once more", "it stopped half-way", "ui_settingsdlg.py")
                .doesNotContain("/settings.py");
        assertThat(console.call("POST", "/api/v1/packages/restore", "{\"packages\":[\"qubes-manager\"]}")
                        .statusCode())
                .isEqualTo(423);
        body(console.call("POST", "/api/v1/jobs/" + half.get("id") + "/close", ""), 200);

        JsonNode whole = ended(restore("qubes-manager"));
        assertThat(whole.get("state").asString()).isEqualTo("confirmed");
        assertThat(states()).containsExactly("stock", "stock");
    }

    @Test
    void bridgeWhenItsPatchesWereRestoredCountsAsAppliedNoMoreAndItsRestCanBeTakenAway() throws IOException {
        long profile = body(console.call("POST", "/api/v1/profiles", PROFILE), 201)
                .get("id")
                .asLong();
        uploadSamples();
        apply(profile, "");
        assertThat(packages().getFirst().get("modified").get(0).get("cause").asString())
                .isEqualTo("Just what the bridge “stock” made of it.");
        for (JsonNode each : packages()) {
            assertThat(each.get("keptCopy").get("version").asString()).isEqualTo("2.1.1-1.fc18");
            assertThat(each.get("keptCopy").get("refusal").isNull()).isTrue();
            assertThat(each.get("keptCopy").get("sha256").asString()).hasSize(64);
        }
        edit(SETTINGS, text(SETTINGS) + "# and more\n");
        assertThat(packages().getLast().get("modified").get(0).get("cause").asString())
                .contains("The bridge “stock” changed it, and another hand");

        JsonNode job = ended(restore("qubes-core-dom0", "qubes-manager"));
        assertThat(job.get("state").asString()).as(job.toString()).isEqualTo("confirmed");

        assertThat(states()).containsExactly("stock", "stock");
        assertThat(body(console.call("GET", "/api/v1/profiles/" + profile, ""), 200)
                        .get("applied")
                        .isNull())
                .isTrue();
        try (Console.Visitor visitor = console.administrator()) {
            assertThat(visitor.get("/bridges/" + profile).body())
                    .contains("applied no more", "/etc/sysconfig/iptables", "Take the rest away");
        }
        apply(profile, "{\"remove\": true}");
        try (Console.Visitor visitor = console.administrator()) {
            assertThat(visitor.get("/bridges/" + profile).body()).doesNotContain("applied no more");
        }
        body(console.call("DELETE", "/api/v1/profiles/" + profile, ""), 204);
    }

    @Test
    void restoreWhenThePackageIsNoneOfOursIsRefused() {
        for (String names : List.of("[]", "[\"bash\"]", "[\"--root=/\"]")) {
            assertThat(console.call("POST", "/api/v1/packages/restore", "{\"packages\":" + names + "}")
                            .statusCode())
                    .as(names)
                    .isEqualTo(400);
        }
    }

    private void apply(long profile, String body) {
        JsonNode plan = body(console.call("POST", "/api/v1/profiles/" + profile + "/plans", body), 201);
        assertThat(plan.get("applicable").asBoolean()).as(plan.toString()).isTrue();
        List<String> codes = new ArrayList<>();
        plan.get("findings")
                .forEach(finding -> codes.add("\"" + finding.get("code").asString() + "\""));
        long job = body(
                        console.call(
                                "POST",
                                "/api/v1/plans/" + plan.get("id").asString() + "/jobs",
                                "{\"digest\": \"" + plan.get("digest").asString() + "\", \"acknowledge\": " + codes
                                        + "}"),
                        202)
                .get("id")
                .asLong();
        await().atMost(Duration.ofSeconds(60)).until(() -> state(job), "awaiting-confirmation"::equals);
        body(console.call("POST", "/api/v1/jobs/" + job + "/confirm", ""), 200);
    }

    /** Another test of this console may have uploaded others. */
    private void uploadSamples() throws IOException {
        List<UploadedFile> samples = new ArrayList<>();
        for (String target : List.of("qubes.py", "settings.py", "ui_settingsdlg.py")) {
            String name = target + "-bridge.diff";
            samples.add(new UploadedFile(name, new ClassPathResource("lab/samples/" + name).getContentAsByteArray()));
        }
        patches.upload(samples, Actor.SYSTEM);
    }

    private void keepCopies() {
        for (PackageVersion version : List.of(CORE, MANAGER)) {
            lab.run(
                    new PackageCommand.Copy(
                            PackageCommand.CACHE.resolve(version.fileName()),
                            PackageCommand.KEPT.resolve(version.fileName())),
                    OutputListener.SILENT);
        }
    }

    private String review(Console.Visitor visitor, String... names) {
        String page = "/packages";
        String address = page;
        for (String name : List.of(String.join(",", names))) {
            address = visitor.post(page, "/packages/review", Map.of("package", name))
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
        }
        return address.replaceFirst("^http://[^/]*", "");
    }

    private long restore(String... names) {
        String body = "{\"packages\":[\"" + String.join("\",\"", names) + "\"]}";
        return body(console.call("POST", "/api/v1/packages/restore", body), 202)
                .get("id")
                .asLong();
    }

    private JsonNode ended(long job) {
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> state(job),
                        state -> List.of("confirmed", "reverted", "failed").contains(state));
        return body(console.call("GET", "/api/v1/jobs/" + job, ""), 200);
    }

    private String state(long job) {
        return body(console.call("GET", "/api/v1/jobs/" + job, ""), 200)
                .get("state")
                .asString();
    }

    private static List<String> titles(JsonNode job) {
        List<String> titles = new ArrayList<>();
        job.get("steps").forEach(step -> titles.add(step.get("title").asString()));
        return titles;
    }

    private List<String> states() {
        return packages().stream().map(each -> each.get("state").asString()).toList();
    }

    private String text(HostPath path) {
        return new String(lab.read(Place.DOM0, path).orElseThrow().content(), UTF_8);
    }

    private static JsonNode body(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
    }

    private static List<String> files(JsonNode each) {
        List<String> files = new ArrayList<>();
        each.get("modified")
                .forEach(file -> files.add(file.get("flags").asString() + " "
                        + (file.get("config").asBoolean() ? "c" : " ") + " "
                        + file.get("path").asString() + ": "
                        + file.get("words").asString()));
        return files;
    }

    private void edit(HostPath path, String text) {
        FileImage image = lab.read(Place.DOM0, path).orElseThrow();
        lab.write(Place.DOM0, path, image.withContent(text.getBytes(UTF_8)), Expected.ANY);
    }

    private List<JsonNode> packages() {
        HttpResponse<String> answer = console.call("GET", "/api/v1/packages", "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<JsonNode> packages = new ArrayList<>();
        JSON.readTree(answer.body()).forEach(packages::add);
        return packages;
    }
}
