package org.drawbridge.web.patch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.drawbridge.Console;
import org.drawbridge.ConsoleTest;
import org.drawbridge.account.Role;
import org.drawbridge.format.PatchResult;
import org.drawbridge.format.UnifiedDiff;
import org.drawbridge.host.Expected;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Place;
import org.drawbridge.host.lab.Lab;
import org.drawbridge.host.lab.LabTree;
import org.drawbridge.name.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The patches of R2B2 in the whole console: the samples, uploads, dry runs. */
@ConsoleTest
@TestPropertySource(properties = "drawbridge.lab.release=R2B2")
class PatchIntegrationTests {

    private static final HostPath QUBES_PY = HostPath.of("/usr/lib64/python2.7/site-packages/qubes/qubes.py");

    private static final String BOUNDARY = "----parts";

    private final Console console;
    private final Lab lab;
    private final JsonMapper json;

    @Autowired
    PatchIntegrationTests(Console console, Lab lab, JsonMapper json) {
        this.console = console;
        this.lab = lab;
        this.json = json;
    }

    @BeforeEach
    void stock() {
        lab.reset();
    }

    @Test
    void samplesAreThereAndLabelledAndFit() {
        JsonNode patches = body(console.call("GET", "/api/v1/patches", ""), 200);

        assertThat(patches.size()).isEqualTo(3);
        for (JsonNode patch : patches) {
            assertThat(patch.get("sample").asBoolean()).isTrue();
            assertThat(patch.get("sha256").asString()).hasSize(64);
        }
        LabTree before = lab.tree();
        assertThat(trials()).hasSize(3).allSatisfy(trial -> {
            assertThat(trial.get("outcome").asString()).isEqualTo("applies");
            assertThat(trial.get("path").asString()).startsWith("/usr/lib64/python2.7/site-packages/");
            assertThat(trial.get("diff").asString()).startsWith("--- a/usr/lib64/");
        });
        assertThat(before.differencesTo(lab.tree())).isEmpty();
    }

    @Test
    void patchThatDoesNotFitNamesItsHunkWithWhatItExpects() {
        FileImage stock = lab.read(Place.DOM0, QUBES_PY).orElseThrow();
        lab.write(Place.DOM0, QUBES_PY, stock.withContent("other\n".getBytes(StandardCharsets.UTF_8)), Expected.ANY);

        JsonNode trial = trial("qubes.py");

        assertThat(trial.get("outcome").asString()).isEqualTo("does-not-apply");
        assertThat(trial.get("message").asString()).contains("hunk 1", "@@ -24,6 +24,7 @@", "\"netvm\": {\"default\"");
        try (Console.Visitor visitor = console.person(Role.VIEWER)) {
            assertThat(visitor.get("/patches").body())
                    .contains("qubes.py-bridge.diff does not fit", "settings.py-bridge.diff fits", "hunk 1")
                    .contains("class=\"diff\"");
        }
    }

    @Test
    void patchThatIsAppliedAlreadySaysSo() {
        FileImage stock = lab.read(Place.DOM0, QUBES_PY).orElseThrow();
        byte[] diff = trial("qubes.py").get("diff").asString().getBytes(StandardCharsets.UTF_8);
        PatchResult.Applied patched =
                (PatchResult.Applied) UnifiedDiff.parse(diff).getFirst().applyTo(stock.content());
        lab.write(Place.DOM0, QUBES_PY, stock.withContent(patched.bytes()), Expected.ANY);

        assertThat(trial("qubes.py").get("outcome").asString()).isEqualTo("already-applied");
    }

    @Test
    void patchWithoutATargetSaysSo() {
        lab.delete(Place.DOM0, QUBES_PY, Expected.ANY);

        assertThat(trial("qubes.py").get("outcome").asString()).isEqualTo("no-target");
        assertThat(trial("qubes.py").get("message").asString()).contains("for R2B2 only");
    }

    @Test
    void severalDiffsInOneRequestAreAllKeptOrNone() {
        String qubes = diff("qubes/qubes.py");
        String settings = diff("qubesmanager/settings.py");

        JsonNode kept = body(upload(Map.of("a.diff", qubes, "b.diff", settings)), 201);
        JsonNode refused = body(upload(Map.of("c.diff", qubes.replace("+new", "+newer"), "d.diff", "no diff")), 400);

        assertThat(kept.size()).isEqualTo(2);
        assertThat(refused.get("violations").get(0).get("message").asString()).contains("d.diff", "not a unified diff");
        JsonNode now = body(console.call("GET", "/api/v1/patches", ""), 200);
        assertThat(now.size()).isEqualTo(3);
        for (JsonNode patch : now) {
            if (patch.get("target").asString().equals("qubes.py")) {
                assertThat(patch.get("name").asString()).isEqualTo("a.diff");
                assertThat(patch.get("sample").asBoolean()).isFalse();
                assertThat(patch.get("sha256").asString())
                        .isEqualTo(Sha256.of(qubes.getBytes(StandardCharsets.UTF_8))
                                .hex());
            }
        }
    }

    private static String diff(String file) {
        return "--- a/" + file + "\n+++ b/" + file + "\n@@ -1,1 +1,2 @@\n old\n+new\n";
    }

    private HttpResponse<String> upload(Map<String, String> files) {
        StringBuilder body = new StringBuilder();
        new TreeMap<>(files)
                .forEach((name, content) -> body.append("--" + BOUNDARY + "\r\n")
                        .append("Content-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\n")
                        .append("Content-Type: text/plain\r\n\r\n")
                        .append(content)
                        .append("\r\n"));
        body.append("--" + BOUNDARY + "--\r\n");
        HttpRequest request = HttpRequest.newBuilder(URI.create(console.address() + "/api/v1/patches"))
                .header("Authorization", "Bearer " + Console.TOKEN)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(exception);
        }
    }

    private JsonNode trial(String target) {
        return trials().stream()
                .filter(trial -> trial.get("path").asString().endsWith("/" + target))
                .findFirst()
                .orElseThrow();
    }

    private List<JsonNode> trials() {
        List<JsonNode> trials = new ArrayList<>();
        body(console.call("GET", "/api/v1/patches/trials", ""), 200).forEach(trials::add);
        return trials;
    }

    private JsonNode body(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return json.readTree(answer.body());
    }
}
