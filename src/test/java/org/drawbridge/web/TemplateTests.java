package org.drawbridge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the templates to what Thymeleaf and the console's policy for browsers ask of them. */
class TemplateTests {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates");

    private static final Pattern TAG = Pattern.compile("<[a-z:]+(\\s+[\\w:.-]+(=\"[^\"]*\")?)*\\s*/?>");

    static List<Path> templates() throws IOException {
        try (Stream<Path> tree = Files.walk(TEMPLATES)) {
            return tree.filter(path -> path.toString().endsWith(".html")).toList();
        }
    }

    /** Thymeleaf replaces first: a condition on the same element would be passed over, and the fragment always be there. */
    @ParameterizedTest
    @MethodSource("templates")
    void conditionStandsOnAnElementOfItsOwn(Path template) throws IOException {
        assertThat(tags(template)
                        .filter(tag -> tag.contains("th:replace=") || tag.contains("th:insert="))
                        .filter(tag -> tag.contains("th:if=")
                                || tag.contains("th:unless=")
                                || tag.contains("th:each=")
                                || tag.contains("sec:authorize=")))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void templateHasNoCodeNoStyleAndNoRawText(Path template) throws IOException {
        assertThat(tags(template))
                .noneMatch(tag -> tag.matches("(?s)<style.*|<script(?!.*\\bsrc=).*|.*\\s(style|on[a-z]+)=.*"))
                .noneMatch(tag -> tag.contains("th:utext"));
    }

    private static Stream<String> tags(Path template) throws IOException {
        return TAG.matcher(Files.readString(template)).results().map(match -> match.group());
    }
}
