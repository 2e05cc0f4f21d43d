package org.drawbridge.web.stock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.drawbridge.Console;
import org.drawbridge.ConsoleTest;
import org.drawbridge.host.Expected;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Place;
import org.drawbridge.host.lab.Lab;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
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
    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    private Console console;

    @Autowired
    private Lab lab;

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
