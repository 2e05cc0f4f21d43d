package org.drawbridge.host.adminapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Exchanges with qubesd of several releases, as a file tells them: after a colon what is asked, after {@code >} the request
 * without its source, after {@code <} the answer, and after {@code =} what is to be made of it.
 */
record Exchanges(List<Exchange> all) {

    /**
     * One exchange.
     *
     * @param request method, argument and destination, and after a NUL the payload
     * @param outcome what the client is to make of it
     */
    record Exchange(String title, String request, String answer, String outcome) {

        byte[] answerBytes() {
            return answer.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return title + ": " + request.replace('\0', ' ');
        }
    }

    static Exchanges read(String resource) {
        List<Exchange> all = new ArrayList<>();
        StringBuilder[] parts = empty();
        for (String line : lines(resource)) {
            int part = line.isEmpty() ? -1 : ":><=".indexOf(line.charAt(0));
            if (part >= 0) {
                parts[part]
                        .append(plain(line.length() < 2 ? "" : line.substring(2)))
                        .append(part == 3 ? "\n" : "");
            } else if (!line.startsWith("#") && !parts[0].isEmpty()) {
                all.add(new Exchange(
                        parts[0].toString(),
                        parts[1].toString(),
                        parts[2].toString(),
                        parts[3].toString().strip()));
                parts = empty();
            }
        }
        return new Exchanges(all);
    }

    private static StringBuilder[] empty() {
        return new StringBuilder[] {new StringBuilder(), new StringBuilder(), new StringBuilder(), new StringBuilder()};
    }

    private static List<String> lines(String resource) {
        try (InputStream stream = Exchanges.class.getResourceAsStream(resource)) {
            String text = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
            return List.of((text + "\n\n").split("\n", -1));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** {@code \0}, {@code \n} and {@code \\} as the bytes that they mean. */
    private static String plain(String written) {
        StringBuilder plain = new StringBuilder();
        boolean escaped = false;
        for (int at = 0; at < written.length(); at++) {
            char each = written.charAt(at);
            if (!escaped && each == '\\') {
                escaped = true;
                continue;
            }
            plain.append(escaped ? meant(each) : each);
            escaped = false;
        }
        return plain.toString();
    }

    private static char meant(char escaped) {
        return switch (escaped) {
            case '0' -> '\0';
            case 'n' -> '\n';
            case '\\' -> '\\';
            default -> throw new IllegalArgumentException("Nothing is escaped so: " + escaped);
        };
    }
}
