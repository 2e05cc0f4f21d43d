package org.drawbridge.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.drawbridge.profile.ProfileInput;
import org.drawbridge.profile.ProfileInput.AddressInput;
import org.drawbridge.profile.ProfileInput.AttachmentInput;
import org.drawbridge.profile.ProfileInput.UplinkInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ProfileJsonTests {

    private static final JsonMapper MAPPER = new JsonMapper();

    @Test
    void readTakesEveryField() {
        ProfileJson.Sent sent = read("""
                {"id": 9, "name": "office", "netvm": "sys-net", "bridge": "bridge0", "uplink": {"mac": "88:ae:1d:ae:30:31"},
                 "address": {"method": "static", "cidr": "10.0.0.2/24", "gateway": "10.0.0.1", "dns": ["9.9.9.9"]},
                 "stp": true, "hardening": "seed", "version": 3, "applied": null, "nobody": "asked",
                 "attachments": [{"qube": "work", "mode": "replace",
                                  "address": {"method": "static", "cidr": "10.0.0.3/24", "dns": "1.1.1.1, 9.9.9.9"}}]}
                """);

        assertThat(sent.version()).hasValue(3);
        assertThat(sent.input())
                .isEqualTo(new ProfileInput(
                        "office",
                        "sys-net",
                        "bridge0",
                        new UplinkInput("88:ae:1d:ae:30:31", ""),
                        new AddressInput("static", "10.0.0.2/24", "10.0.0.1", List.of("9.9.9.9")),
                        true,
                        "seed",
                        List.of(new AttachmentInput(
                                "work",
                                "replace",
                                new AddressInput("static", "10.0.0.3/24", "", List.of("1.1.1.1", "9.9.9.9"))))));
    }

    @Test
    void readLeavesEmptyWhatIsNotThere() {
        ProfileJson.Sent sent = read("{\"address\": {\"cidr\": null}, \"attachments\": [{\"qube\": \"work\"}]}");

        AddressInput nothing = new AddressInput("", "", "", List.of());
        assertThat(sent.version()).isEmpty();
        assertThat(sent.input())
                .isEqualTo(new ProfileInput(
                        "",
                        "",
                        "",
                        UplinkInput.NONE,
                        nothing,
                        false,
                        "",
                        List.of(new AttachmentInput("work", "", nothing))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            name                         | {"name": 5}
            netvm                        | {"netvm": {}}
            stp                          | {"stp": "false"}
            stp                          | {"stp": 0}
            version                      | {"version": "1"}
            version                      | {"version": 1.5}
            uplink                       | {"uplink": "ens6"}
            uplink.interface             | {"uplink": {"interface": 6}}
            address                      | {"address": "dhcp"}
            address.dns                  | {"address": {"dns": 9}}
            address.dns[1]               | {"address": {"dns": ["9.9.9.9", 9]}}
            attachments                  | {"attachments": {}}
            attachments[0]               | {"attachments": ["work"]}
            attachments[1].address.cidr  | {"attachments": [{}, {"address": {"cidr": 10}}]}
            attachments[0].mode          | {"attachments": [{"mode": true}]}
            """)
    void readNamesTheFieldWhenItsTypeIsWrong(String field, String body) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> read(body))
                .satisfies(exception -> assertThat(exception.violations())
                        .singleElement()
                        .extracting(Violation::field)
                        .isEqualTo(field));
    }

    @Test
    void readTellsAllWhenSeveralTypesAreWrong() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> read("{\"name\": 1, \"bridge\": 2, \"stp\": 3}"))
                .satisfies(exception -> assertThat(exception.violations())
                        .extracting(Violation::field)
                        .containsExactly("name", "bridge", "stp"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "\"office\"", "7"})
    void readAsksForAnObjectWhenTheBodyIsNone(String body) {
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> read(body));
    }

    private static ProfileJson.Sent read(String body) {
        return ProfileJson.read(MAPPER.readTree(body));
    }
}
