package org.drawbridge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.drawbridge.Console;
import org.drawbridge.ConsoleTest;
import org.drawbridge.account.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Opens everything that can be read, in the whole console. */
@ConsoleTest
class PagesIntegrationTests {

    private static final Path TABLE = Path.of("src/test/resources/access/routes.txt");

    /** What no profile, plan, job, patch or entry has. */
    private static final List<String> NOT_THERE = List.of("987654321", "00000000-0000-0000-0000-000000000000");

    @Autowired
    private Console console;

    @Test
    void everyPageIsShownToAnAdministratorAndToAViewer() throws IOException {
        try (Console.Visitor administrator = console.administrator();
                Console.Visitor viewer = console.person(Role.VIEWER)) {
            for (String path : readable()) {
                boolean page = !isCall(path) && !path.endsWith("/events");
                if (page && !path.contains("{") && !path.equals("/login") && !path.equals("/error")) {
                    int status = administrator.get(path).statusCode();
                    assertThat(status).as(path).isEqualTo(path.equals("/setup") ? 302 : 200);
                    assertThat(viewer.get(path).statusCode())
                            .as(path)
                            .isIn(status, path.startsWith("/settings/") ? 403 : status);
                }
            }
        }
    }

    @Test
    void whatIsNotThereIsToldSo() throws IOException {
        try (Console.Visitor administrator = console.administrator()) {
            for (String path : readable()) {
                for (String name : NOT_THERE) {
                    String address = path.replaceAll("\\{[^/]*}", name);
                    if (!address.equals(path)) {
                        int status = isCall(path)
                                ? console.call("GET", address, "").statusCode()
                                : administrator.get(address).statusCode();
                        assertThat(status).as(address).isIn(400, 404, path.endsWith("/events") ? 406 : 404);
                    }
                }
            }
        }
    }

    @Test
    void everyListIsGivenToAScript() throws IOException {
        for (String path : readable()) {
            if (isCall(path) && !path.contains("{") && !path.equals("/actuator")) {
                assertThat(console.call("GET", path, "").statusCode()).as(path).isEqualTo(200);
            }
        }
    }

    private static boolean isCall(String path) {
        return path.matches("/(api/|v3/|actuator).*");
    }

    private static List<String> readable() throws IOException {
        try (Stream<String> lines = Files.lines(TABLE)) {
            return lines.map(line -> line.split("\\s+", -1))
                    .filter(parts -> parts.length == 3 && parts[1].equals("GET") && !parts[2].contains("*"))
                    .map(parts -> parts[2])
                    .toList();
        }
    }
}
