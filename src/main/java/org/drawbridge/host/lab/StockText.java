package org.drawbridge.host.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.drawbridge.host.Release;

/** Reads the stock files that come with the program. */
final class StockText {

    private static final String FOLDER = "/lab/stock/";

    private StockText() {}

    /** The bytes of a stock file, named as in {@code files.txt}. */
    static byte[] bytes(String name) {
        try (InputStream stream = StockText.class.getResourceAsStream(FOLDER + name)) {
            if (stream == null) {
                throw new IllegalStateException("The program comes without its stock file " + name);
            }
            return stream.readAllBytes();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    /** The lines of one of a release's tables, split at tabs, without comments. */
    static List<List<String>> rows(Release release, String name) {
        return text(release.label() + "/" + name)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> List.of(line.split("\t", -1)))
                .toList();
    }
}
