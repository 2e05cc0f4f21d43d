package org.drawbridge.host.adminapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.drawbridge.host.HostEvent;
import org.drawbridge.name.QubeName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Streams of events as qubesd tells them are read to the last value, and mean what they mean. */
class AdminEventExchangeTests {

    /** One stream. */
    record Story(String title, List<String> lines) {
        @Override
        public String toString() {
            return title;
        }
    }

    static List<Story> stories() throws IOException {
        List<Story> stories = new ArrayList<>();
        for (String block : text().split("\n\n", -1)) {
            List<String> lines = Stream.of(block.split("\n", -1))
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
            if (!lines.isEmpty()) {
                stories.add(new Story(lines.getFirst().substring(2), lines.subList(1, lines.size())));
            }
        }
        return stories;
    }

    private static String text() throws IOException {
        try (InputStream stream = AdminEventExchangeTests.class.getResourceAsStream("/adminapi/events.txt")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @MethodSource("stories")
    void streamIsReadAndUnderstood(Story story) throws IOException {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        List<AdminEvent> wanted = new ArrayList<>();
        for (String line : story.lines()) {
            AdminEvent event = event(line);
            wanted.add(event);
            told.writeBytes(bytes(event));
        }
        List<AdminEvent> read = new ArrayList<>();
        List<String> meant = new ArrayList<>();
        AdminEventTranslation translation = new AdminEventTranslation(event -> meant.add(word(event)));
        AdminEventReader reader = new AdminEventReader(
                AdminCall.of("admin.Events", QubeName.DOM0), new ByteArrayInputStream(told.toByteArray()));

        for (Optional<AdminEvent> event = reader.next(); event.isPresent(); event = reader.next()) {
            read.add(event.get());
            if (event.get().isBeginning()) {
                translation.opened();
            } else {
                translation.happened(event.get());
            }
        }

        assertThat(read).isEqualTo(wanted);
        assertThat(meant)
                .isEqualTo(story.lines().stream()
                        .map(line -> line.replaceFirst(".* -> ", ""))
                        .filter(word -> !word.equals("nothing"))
                        .toList());
    }

    private static AdminEvent event(String line) {
        String[] words = line.replaceFirst(" -> .*", "").split(" ", -1);
        Map<String, String> values = new TreeMap<>();
        for (String word : List.of(words).subList(2, words.length)) {
            String[] pair = word.split("=", 2);
            values.put(pair[0], pair[1]);
        }
        return new AdminEvent(words[0].equals("-") ? "" : words[0], words[1], new TreeMap<>(values));
    }

    private static byte[] bytes(AdminEvent event) {
        return Qubesd.event(
                event.subject(),
                event.name(),
                event.values().entrySet().stream()
                        .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
                        .toArray(String[]::new));
    }

    private static String word(HostEvent event) {
        return switch (event) {
            case HostEvent.Opened opened -> "opened";
            case HostEvent.QubeTouched touched -> touched.qube().value();
            case HostEvent.AllTouched all -> "all";
            case HostEvent.Lost lost -> "lost";
        };
    }
}
