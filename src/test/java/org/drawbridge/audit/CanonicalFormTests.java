package org.drawbridge.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.drawbridge.name.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalFormTests {

    private static final AuditEntry ENTRY = new AuditEntry(
            7,
            Instant.parse("2026-11-24T12:00:00Z"),
            "änne",
            "console",
            "profile.update",
            "profile:3",
            "success",
            new TreeMap<>(Map.of("before", "a\"b\\c\n\u0001\u007f", "after", "😀")),
            AuditEntry.START,
            "");

    @Test
    void hashedTextIsCanonicalJsonWithoutHash() {
        assertThat(CanonicalForm.withoutHash(ENTRY))
                .isEqualTo("{\"action\":\"profile.update\",\"actor\":\"änne\",\"at\":\"2026-11-24T12:00:00.000Z\","
                        + "\"detail\":{\"after\":\"😀\",\"before\":\"a\\\"b\\\\c\\n\\u0001\u007f\"},\"outcome\":\"success\","
                        + "\"previous\":\"" + "0".repeat(64)
                        + "\",\"seq\":7,\"subject\":\"profile:3\",\"via\":\"console\"}");
        assertThat(ENTRY.sealed().hash())
                .isEqualTo(Sha256.of(CanonicalForm.withoutHash(ENTRY)).hex());
    }

    @Test
    void lineReadsBackAsTheSameEntry() {
        AuditEntry sealed = ENTRY.sealed();

        assertThat(new CanonicalParser().entry(CanonicalForm.whole(sealed))).isEqualTo(sealed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "{\"seq\":1}",
                "not JSON",
                "{\"detail\":{},\"at\":\"yesterday\"}",
                "{\"detail\":{},\"at\":\"2026-11-24T12:00:00.000Z\",\"seq\":\"1\"}"
            })
    void lineIsRefusedWhenItIsNotInTheCanonicalForm(String line) {
        assertThat(new CanonicalParser().entry(line)).isNull();
    }

    @Test
    void lineIsRefusedWhenOnlyItsSpacingDiffers() {
        String line = CanonicalForm.whole(ENTRY.sealed());

        assertThat(new CanonicalParser().entry(line.replace("\"seq\":7", "\"seq\": 7")))
                .isNull();
        assertThat(new CanonicalParser().entry(line.replace("\"seq\":7", "\"seq\":7,\"seq\":7")))
                .isNull();
    }
}
