package org.drawbridge.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.json.JsonMapper;

class JsonStrictnessTests {

    private final JsonMapper mapper = mapper();

    record Thing(String name, long version, boolean stp) {}

    private static JsonMapper mapper() {
        JsonMapper.Builder builder = JsonMapper.builder();
        new JsonStrictness().customize(builder);
        return builder.build();
    }

    @Test
    void readsWhatHasTheRightTypesAndPassesOverTheRest() {
        assertThat(mapper.readValue("{\"name\":\"a\",\"version\":2,\"stp\":true,\"applied\":null}", Thing.class))
                .isEqualTo(new Thing("a", 2, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":7}",
                "{\"name\":7.5}",
                "{\"name\":true}",
                "{\"version\":\"2\"}",
                "{\"version\":2.5}",
                "{\"stp\":\"true\"}",
                "{\"stp\":1}",
                "{\"name\":[\"a\"]}"
            })
    void refusesAValueOfAnotherTypeAndNamesItsField(String json) {
        assertThatThrownBy(() -> mapper.readValue(json, Thing.class))
                .isInstanceOfSatisfying(
                        DatabindException.class,
                        refused -> assertThat(refused.getPath().getFirst().getPropertyName())
                                .isEqualTo(json.substring(2, json.indexOf('"', 2))));
    }
}
