package org.drawbridge.web.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drawbridge.profile.ProfileInput;
import org.drawbridge.profile.ProfileInput.AddressInput;
import org.drawbridge.profile.ProfileInput.AttachmentInput;
import org.drawbridge.profile.ProfileInput.UplinkInput;
import org.drawbridge.web.profile.BridgeForm.AttachmentFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BridgeFormTests {

    private static final ProfileInput LAB = new ProfileInput(
            "lab",
            "sys-net",
            "br1",
            new UplinkInput("88:ae:1d:ae:30:31", ""),
            new AddressInput("static", "192.168.7.2/24", "192.168.7.1", List.of("192.168.7.1", "9.9.9.9")),
            true,
            "seed",
            List.of(
                    new AttachmentInput("work", "replace", AddressInput.DHCP),
                    new AttachmentInput(
                            "personal", "additional", new AddressInput("static", "192.168.7.3/24", "", List.of()))));

    @Test
    void readGivesBackWhatTheFormSends() {
        BridgeForm form = BridgeForm.of(LAB, "4");
        Map<String, String> sent = new HashMap<>(form.fields());
        sent.put("version", "4");

        BridgeForm read = BridgeForm.read(sent);

        assertThat(read).isEqualTo(form);
        assertThat(read.input()).isEqualTo(LAB);
    }

    @Test
    void readIsEmptyWhenNothingIsSent() {
        ProfileInput input = BridgeForm.read(Map.of()).input();

        assertThat(input.name()).isEmpty();
        assertThat(input.uplink()).isEqualTo(UplinkInput.NONE);
        assertThat(input.address()).isEqualTo(AddressInput.DHCP);
        assertThat(input.attachments()).isEmpty();
    }

    @Test
    void inputForgetsTheFixedAddressWhenDhcpIsChosen() {
        BridgeForm form = BridgeForm.read(Map.of("address.method", "dhcp", "address.cidr", "10.0.0.1/24"));

        assertThat(form.address().cidr()).as("still there to come back to").isEqualTo("10.0.0.1/24");
        assertThat(form.input().address()).isEqualTo(AddressInput.DHCP);
    }

    @ParameterizedTest
    @CsvSource({
        "88:ae:1d:ae:30:31, '', 88:ae:1d:ae:30:31, ''",
        "ens6, '', '', ens6",
        "other, ' 88:ae:1d:ae:30:99 ', 88:ae:1d:ae:30:99, ''",
        "other, ens9, '', ens9",
        "ens6, ens9, '', ens6",
    })
    void inputTellsAnAddressFromAName(String uplink, String other, String mac, String name) {
        BridgeForm form = BridgeForm.read(Map.of("uplink", uplink, "otherUplink", other));

        assertThat(form.input().uplink()).isEqualTo(new UplinkInput(mac, name));
    }

    @Test
    void rowsComeAndGo() {
        BridgeForm form = BridgeForm.of(LAB, "");

        assertThat(form.withAttachment(AttachmentFields.EMPTY).attachments()).hasSize(3);
        assertThat(form.without(0).attachments())
                .extracting(AttachmentFields::qube)
                .containsExactly("personal");
        assertThat(form.without(7)).isEqualTo(form);
    }

    @Test
    void changesNameWhatIsDifferent() {
        ProfileInput before = BridgeForm.of(LAB, "").without(1).input();

        assertThat(ProfileComparison.changes(before, LAB))
                .containsExactly("Qubes: work by DHCP → work by DHCP; personal (second card) by 192.168.7.3/24");
        assertThat(ProfileComparison.changes(LAB, LAB)).isEmpty();
        assertThat(ProfileComparison.address(LAB.address()))
                .isEqualTo("192.168.7.2/24 via 192.168.7.1, DNS 192.168.7.1 9.9.9.9");
    }
}
