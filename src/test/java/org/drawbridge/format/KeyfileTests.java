package org.drawbridge.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyfileTests {

    static final String BRIDGE = """
            [connection]
            id=Bridge-DHCP
            uuid=fd68198b-313a-47cb-9155-52e95cdc67f3
            type=bridge
            autoconnect=false
            timestamp=1363938302

            [ipv6]
            method=auto

            [ipv4]
            method=auto

            [bridge]
            interface-name=bridge0
            stp=false
            """;

    @Test
    void writeWhenSeedsBridgeGivesItsText() {
        Keyfile keyfile = new KeyfileWriter()
                .group("connection")
                .put("id", "Bridge-DHCP")
                .put("uuid", "fd68198b-313a-47cb-9155-52e95cdc67f3")
                .put("type", "bridge")
                .put("autoconnect", false)
                .put("timestamp", 1363938302)
                .group("ipv6")
                .put("method", "auto")
                .group("ipv4")
                .put("method", "auto")
                .group("bridge")
                .put("interface-name", "bridge0")
                .put("stp", false)
                .keyfile();

        assertThat(keyfile.text()).isEqualTo(BRIDGE);
        assertThat(keyfile)
                .isEqualTo(parse(BRIDGE))
                .hasSameHashCodeAs(parse(BRIDGE))
                .hasToString(BRIDGE);
        assertThat(keyfile).isNotEqualTo(parse("")).isNotEqualTo(BRIDGE);
    }

    @Test
    void writeWhenSpecialCharactersEscapesThem() {
        Keyfile keyfile = new KeyfileWriter()
                .comment("made by hand")
                .group("ipv4")
                .put("id", " \t a \tb\n\r\\;ü ")
                .put("dns", List.of("1.1.1.1", "8.8.8.8"))
                .put("dns-search", List.of("a;b", " c", ""))
                .put("none", List.of())
                .keyfile();

        assertThat(keyfile.text())
                .isEqualTo(
                        "# made by hand\n\n[ipv4]\nid=\\s\\t\\sa \tb\\n\\r\\\\;ü \ndns=1.1.1.1;8.8.8.8;\ndns-search=a\\;b;\\sc;;\nnone=\n");
        assertThat(keyfile.get("ipv4", "id")).contains(" \t a \tb\n\r\\;ü ");
        assertThat(keyfile.list("ipv4", "dns")).contains(List.of("1.1.1.1", "8.8.8.8"));
        assertThat(keyfile.list("ipv4", "dns-search")).contains(List.of("a;b", " c", ""));
        assertThat(keyfile.list("ipv4", "none")).contains(List.of());
        assertThat(keyfile.lines().getFirst()).isInstanceOf(KeyfileLine.Comment.class);
    }

    @Test
    void writeWhenNameOrValueCannotStandThereIsRefused() {
        KeyfileWriter writer = new KeyfileWriter();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> writer.put("a", "b"))
                .withMessage("Not the name of a group: nothing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> writer.comment("a\nb"))
                .withMessage("Not a comment of one line: \"a\\u000ab\"");
        for (String group : List.of("", "a]", "a[", "a\tb", "a\nb")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.group(group))
                    .withMessageStartingWith("Not the name of a group: ");
            assertThatIllegalArgumentException().isThrownBy(() -> parse("").with(group, "a", "b"));
        }
        writer.group("a");
        for (String key : List.of("", " a", "a ", "#a", "a=b", "a[", "a]b", "a[d e]", "[de]", "a\n")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.put(key, "b"))
                    .withMessageStartingWith("Not the name of a key: ");
        }
        for (String raw : List.of(" a", "\ta", "a\nb", "a\0")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> parse("").withRaw("a", "b", raw))
                    .withMessageStartingWith("Not a value of one line: ");
        }
        assertThat(writer.keyfile().text()).isEqualTo("[a]\n");
    }

    @Test
    void parseWhenBlanksRepeatsAndLanguagesReadsAsGlibDoes() {
        Keyfile keyfile = parse("""
                # first

                  [ipv4] \t
                \tmethod \t= \tauto\s
                a key=1
                [other]
                id[de_DE.UTF-8@euro]=x=y
                empty=
                [ipv4]
                # twice
                method=manual
                """);

        assertThat(keyfile.groups()).containsExactly("ipv4", "other");
        assertThat(keyfile.get("ipv4", "method")).contains("manual");
        assertThat(keyfile.entry("ipv4", "method").orElseThrow().number()).isEqualTo(11);
        assertThat(keyfile.get("ipv4", "a key")).contains("1");
        assertThat(keyfile.get("other", "id[de_DE.UTF-8@euro]")).contains("x=y");
        assertThat(keyfile.get("other", "empty")).contains("");
        assertThat(keyfile.get("other", "method")).isEmpty();
        assertThat(keyfile.entries()).extracting(KeyfileLine.Entry::value).containsExactly("manual", "1", "x=y", "");
        KeyfileLine.Entry first = (KeyfileLine.Entry) keyfile.lines().get(3);
        assertThat(first.value()).isEqualTo("auto ");
        assertThat(first.key()).isEqualTo("method");
        assertThat(first.group()).isEqualTo("ipv4");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=b|1|1|a group as [name] before the first key|\"a=b\"",
                "[a~b=c|1|1|a group as [name] and nothing after it|\"[a\"",
                "~[a] x|2|1|a group as [name] and nothing after it|\"[a] x\"",
                "[]|1|1|a group as [name] and nothing after it|\"[]\"",
                "[a]~nothing|2|1|key=value, [group] or a comment|\"nothing\"",
                "[a]~  nothing|2|3|key=value, [group] or a comment|\"nothing\"",
                "[a]~ =x|2|2|the name of a key before =|\"=x\"",
                "[a]~b[x=y|2|1|the name of a key before =|\"b[x=y\"",
            })
    void parseWhenNotUnderstoodNamesThePlace(String text, int line, int column, String expected, String found) {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> parse(text.replace('~', '\n')))
                .satisfies(refused -> {
                    assertThat(refused.line()).isEqualTo(line);
                    assertThat(refused.column()).isEqualTo(column);
                    assertThat(refused.expected()).isEqualTo(expected);
                    assertThat(refused.found()).isEqualTo(found);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\qb", "a\\", "a\\;b"})
    void getWhenEscapeDoesNotExistIsEmpty(String raw) {
        assertThat(parse("[a]\nb=" + raw + "\n").get("a", "b")).isEmpty();
    }

    @Test
    void listWhenWrittenInAnyFormGivesItsElements() {
        Keyfile keyfile = parse("[a]\nb=1; 2 ;+3;-4\nc=x\\;y;z\nd=1;x\ne=;\nf=\\q;\ng=1234567890\n");

        assertThat(keyfile.integers("a", "b")).contains(List.of(1, 2, 3, -4));
        assertThat(keyfile.list("a", "c")).contains(List.of("x;y", "z"));
        assertThat(keyfile.integers("a", "d")).isEmpty();
        assertThat(keyfile.list("a", "e")).contains(List.of(""));
        assertThat(keyfile.list("a", "f")).isEmpty();
        assertThat(keyfile.integers("a", "f")).isEmpty();
        assertThat(keyfile.integers("a", "g")).isEmpty();
        assertThat(keyfile.list("a", "none")).isEmpty();
        assertThat(keyfile.integers("a", "none")).isEmpty();
    }

    @Test
    void withWhenKeyIsThereChangesItsValueOnly() {
        Keyfile keyfile = parse("[a]\r\nx=1\r\n \tk  =  old \r\n[b]\n[a]\nk=older");

        assertThat(keyfile.with("a", "k", " new").text())
                .isEqualTo("[a]\r\nx=1\r\n \tk  =  old \r\n[b]\n[a]\nk=\\snew");
        assertThat(parse("[a]\r\n \tk  =  old \r\n[b]\n").with("a", "k", "new").text())
                .isEqualTo("[a]\r\n \tk  =  new\r\n[b]\n");
    }

    @Test
    void withWhenKeyIsNewPutsItBehindTheOthersOfItsGroup() {
        Keyfile keyfile = parse("[a]\r\nx=1\r\n# c\r\n\r\n[b]\r\n");

        assertThat(keyfile.with("a", "k", "v").text()).isEqualTo("[a]\r\nx=1\r\nk=v\r\n# c\r\n\r\n[b]\r\n");
        assertThat(keyfile.with("b", "k", "v").text()).isEqualTo("[a]\r\nx=1\r\n# c\r\n\r\n[b]\r\nk=v\r\n");
        assertThat(keyfile.with("c", "k", "v").text()).isEqualTo("[a]\r\nx=1\r\n# c\r\n\r\n[b]\r\n\r\n[c]\r\nk=v\r\n");
        assertThat(parse("").with("c", "k", "v").text()).isEqualTo("[c]\nk=v\n");
        assertThat(parse("[a]").with("a", "k", "v").text()).isEqualTo("[a]\nk=v");
        assertThat(parse("#\r\n[a]").with("a", "k", "v").text()).isEqualTo("#\r\n[a]\r\nk=v");
        assertThat(parse("[a]").with("b", "k", "v").text()).isEqualTo("[a]\n\n[b]\nk=v");
    }

    @Test
    void withoutWhenThereTwiceTakesBothOut() {
        assertThat(parse("[a]\nk=1\nx=y\n[b]\nk=2\n[a]\nk=3").without("a", "k").text())
                .isEqualTo("[a]\nx=y\n[b]\nk=2\n[a]");
        assertThat(parse("[a]\nk=1\n").without("a", "x").text()).isEqualTo("[a]\nk=1\n");
    }

    @Test
    void withoutGroupWhenThereTwiceTakesBothOut() {
        assertThat(parse("[a]\nk=1\n\n[b]\nk=2\n\n[a]\nk=3").withoutGroup("a").text())
                .isEqualTo("[b]\nk=2");
        assertThat(parse("[a]\nk=1\n\n[b]\nk=2\n# c\n\n[c]\n").withoutGroup("b").text())
                .isEqualTo("[a]\nk=1\n\n[c]\n");
        assertThat(parse("[a]\nk=1").withoutGroup("a").text()).isEmpty();
        assertThat(parse("#\n[a]\nk=1").withoutGroup("a").text()).isEqualTo("#");
        assertThat(parse("[a]\nk=1\n").withoutGroup("b").text()).isEqualTo("[a]\nk=1\n");
    }

    @ParameterizedTest
    @MethodSource("org.drawbridge.format.Arbitrary#seeds")
    void writeWhenParsedGivesTheSameBytes(long seed) {
        byte[] bytes = new Arbitrary(seed).keyfile().getBytes(StandardCharsets.UTF_8);

        assertThat(Keyfile.parse(bytes).bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @MethodSource("org.drawbridge.format.Arbitrary#seeds")
    void withoutWhenAddedGivesTheBytesBack(long seed) {
        Arbitrary arbitrary = new Arbitrary(seed);
        Keyfile before = parse(arbitrary.keyfile());

        assertThat(before.with("ipv4", "zz", "v").get("ipv4", "zz")).contains("v");
        Keyfile with = before.with("ipv4", "zz", "v");
        assertThat(with.with("ipv4", "zz", "v")).isEqualTo(with);
        Keyfile without = before.groups().contains("ipv4") ? with.without("ipv4", "zz") : with.withoutGroup("ipv4");
        assertThat(without.text()).isEqualTo(before.text());
        assertThat(before.with("new", "k", "v")
                        .with("new", "l", "w")
                        .withoutGroup("new")
                        .text())
                .isEqualTo(before.text());
    }

    @ParameterizedTest
    @MethodSource("org.drawbridge.format.Arbitrary#seeds")
    void getWhenWrittenGivesTheSameText(long seed) {
        Arbitrary arbitrary = new Arbitrary(seed);
        String value = new String(arbitrary.bytesOf(" \t\n\r\\;=[]#snrt", 12), StandardCharsets.UTF_8);
        List<String> list = List.of(value, arbitrary.oneOf(List.of("", "a", "\\;")), value);

        Keyfile keyfile = new KeyfileWriter()
                .group("a")
                .put("text", value)
                .put("list", list)
                .keyfile();

        assertThat(keyfile.get("a", "text")).contains(value);
        assertThat(keyfile.list("a", "list")).contains(list);
    }

    @ParameterizedTest
    @MethodSource("org.drawbridge.format.Arbitrary#seeds")
    void parseWhenRandomBytesRefusesOrKeepsThem(long seed) {
        Arbitrary arbitrary = new Arbitrary(seed);

        keptOrRefused(arbitrary.bytes(100));
        keptOrRefused(arbitrary.bytesOf("[]ab=;\\#\r\n\n\t ", 30));
        byte[] flipped = BRIDGE.getBytes(StandardCharsets.UTF_8);
        flipped[arbitrary.below(flipped.length)] = (byte) arbitrary.below(256);
        keptOrRefused(flipped);
    }

    private static void keptOrRefused(byte[] bytes) {
        Keyfile keyfile;
        try {
            keyfile = Keyfile.parse(bytes);
        } catch (FormatException refused) {
            assertThat(refused.line()).isPositive();
            assertThat(refused.column()).isPositive();
            return;
        }
        assertThat(keyfile.bytes()).isEqualTo(bytes);
    }

    static Keyfile parse(String text) {
        return Keyfile.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
