package org.drawbridge.host.dom0;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.drawbridge.Console;
import org.drawbridge.ConsoleTest;
import org.drawbridge.name.PackageName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files of real packages are broken in every way, and the console in dom0 puts them back: rpm then finds nothing, and neither does a comparison. */
@ConsoleTest
@DirtiesContext
@Timeout(180)
@Tag("rpm")
abstract class RpmStory {

    static final String CONF = "/etc/qubes/qmemman.conf";

    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    private Console console;

    private Map<String, String> before;

    abstract RpmDom0 rpms();

    /** A file of the packages that is no configuration, and another one. */
    abstract List<String> files();

    @BeforeEach
    void stock() throws IOException {
        rpms().network(true);
        Files.deleteIfExists(rpms().file(CONF));
        rpms().install();
        for (PackageName name : rpms().names()) {
            Files.deleteIfExists(kept(name));
        }
        before = pictures();
        assertThat(verified()).isEmpty();
    }

    @Test
    void filesWhenTheyAreEditedDeletedOrOfAnotherModeComeBack() throws IOException {
        Path edited = rpms().file(files().getFirst());
        Files.writeString(edited, "broken\n");
        Files.delete(rpms().file(files().getLast()));
        Path left = Files.writeString(edited.resolveSibling(edited.getFileName() + ".orig"), "before a patch\n");

        assertThat(packages().toString()).contains("S.5....T.", "missing", ".orig", "\"modified\"");
        confirmed(restore());

        assertSame();
        assertThat(packages().toString()).contains(".orig").doesNotContain("S.5....T.", "missing");
        assertThat(left).exists();
        Files.delete(left);

        Files.setPosixFilePermissions(edited, PosixFilePermissions.fromString("rwx------"));
        assertThat(packages().toString()).contains(".M.......");
        confirmed(restore());
        assertSame();
    }

    @Test
    void configurationWhenItWasEditedStaysUnlessItIsTicked() throws IOException {
        Files.writeString(rpms().file(CONF), "mine\n");
        keep();
        confirmed(restore());
        assertThat(rpms().file(CONF)).hasContent("mine\n");

        try (Console.Visitor visitor = console.administrator()) {
            String review = location(visitor.post(
                    "/packages",
                    "/packages/review",
                    Map.of("package", rpms().names().getFirst().value())));
            assertThat(visitor.get(review).body())
                    .contains("It needs no network", "Put back the package’s", "mine", "dom0-mem-boost");
            String job = location(visitor.post(review, review, Map.of("config", CONF)));
            confirmed(Long.parseLong(job.substring(job.lastIndexOf('/') + 1)));
        }
        Path saved = rpms().file(CONF + ".drawbridge-saved");
        assertThat(saved).hasContent("mine\n");
        Files.delete(saved);
        assertSame();
    }

    @Test
    void packagesWhenThereIsNoNetworkComeFromTheKeptCopyAndWithoutOneItIsSaidWhatToDo() throws IOException {
        Files.writeString(rpms().file(files().getFirst()), "broken\n");
        rpms().network(false);
        JsonNode without = ended(restore());
        assertThat(without.get("state").asString()).isEqualTo("reverted");
        assertThat(without.get("cause").asString()).contains("The update qube has no network");

        keep();
        confirmed(restore());
        assertSame();
    }

    @Test
    void packagesWhenTheirVersionIsGoneAreSaidToBe() throws IOException {
        Files.writeString(rpms().file(files().getFirst()), "broken\n");
        rpms().offered(false);
        JsonNode gone = ended(restore());
        assertThat(gone.get("state").asString()).isEqualTo("reverted");
        assertThat(gone.get("cause").asString()).contains("not in the repositories any more");

        keep();
        rpms().offered(false);
        confirmed(restore());
        assertSame();
    }

    @Test
    void keptCopyWhenItWasAlteredOrIsNotSignedIsRefused() throws IOException {
        keep();
        PackageName name = rpms().names().getFirst();
        byte[] bytes = Files.readAllBytes(kept(name));
        bytes[bytes.length - 20] ^= 1;
        Files.write(kept(name), bytes);
        Files.writeString(rpms().file(files().getFirst()), "broken\n");

        assertThat(packages().get(0).get("keptCopy").get("refusal").asString()).contains("not good");
        JsonNode job = ended(restore());
        assertThat(job.get("steps").toString()).contains("reinstall " + name);
        confirmed(job.get("id").asLong());
        assertSame();

        Files.writeString(kept(name), "no package at all\n");
        assertThat(packages().get(0).get("keptCopy").get("refusal").asString()).isNotBlank();
    }

    /** Copies as a job keeps them. */
    void keep() throws IOException {
        rpms().offered(true);
        for (PackageName name : rpms().names()) {
            Files.createDirectories(kept(name).getParent());
            Files.copy(rpms().repository().resolve(rpms().fileName(name)), kept(name));
        }
    }

    Path kept(PackageName name) {
        return rpms().file("/var/lib/drawbridge/packages/" + rpms().fileName(name));
    }

    long restore() {
        JsonNode known = packages();
        String names = known.valueStream()
                .map(each -> "\"" + each.get("name").asString() + "\"")
                .collect(Collectors.joining(","));
        return body(console.call("POST", "/api/v1/packages/restore", "{\"packages\":[" + names + "]}"), 202)
                .get("id")
                .asLong();
    }

    void confirmed(long job) {
        JsonNode ended = ended(job);
        assertThat(ended.get("state").asString()).as(ended.toString()).isEqualTo("confirmed");
    }

    JsonNode ended(long job) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> List.of("confirmed", "reverted", "failed")
                        .contains(job(job).get("state").asString()));
        return job(job);
    }

    JsonNode job(long job) {
        return body(console.call("GET", "/api/v1/jobs/" + job, ""), 200);
    }

    JsonNode packages() {
        return body(console.call("GET", "/api/v1/packages", ""), 200);
    }

    Console console() {
        return console;
    }

    /** rpm itself finds nothing, and every file has its bytes and its mode. */
    void assertSame() throws IOException {
        assertThat(verified()).isEmpty();
        assertThat(pictures()).isEqualTo(before);
    }

    String verified() throws IOException {
        StringBuilder said = new StringBuilder();
        for (PackageName name : rpms().names()) {
            said.append(rpms().verify(name.value()));
        }
        return said.toString();
    }

    private Map<String, String> pictures() throws IOException {
        Map<String, String> pictures = new TreeMap<>();
        for (String path : files()) {
            pictures.put(path, picture(path));
        }
        pictures.put(CONF, picture(CONF));
        return pictures;
    }

    private String picture(String path) throws IOException {
        Path file = rpms().file(path);
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file)) + " "
                + new String(Files.readAllBytes(file), UTF_8);
    }

    static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow().replaceFirst("^http://[^/]*", "");
    }

    static JsonNode body(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }
}
