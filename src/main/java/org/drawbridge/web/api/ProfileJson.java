package org.drawbridge.web.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.drawbridge.profile.ProfileInput;
import org.drawbridge.profile.ProfileInput.AddressInput;
import org.drawbridge.profile.ProfileInput.AttachmentInput;
import org.drawbridge.profile.ProfileInput.UplinkInput;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a profile from JSON, taking its types at their word and telling every one that is wrong at once. */
final class ProfileJson {

    private final List<Violation> violations = new ArrayList<>();
    private final JsonNode root;

    private ProfileJson(JsonNode root) {
        this.root = root;
    }

    /**
     * What was put in.
     *
     * @param input the texts of the profile
     * @param version the version it was made from, where it was given
     */
    record Sent(ProfileInput input, OptionalLong version) {}

    /**
     * What a body says; whether it makes a profile is not judged here.
     *
     * @throws InvalidInputException with every field whose JSON type is wrong
     */
    static Sent read(@Nullable JsonNode body) {
        if (body == null || !body.isObject()) {
            throw new InvalidInputException(
                    List.of(new Violation("", "A profile is one JSON object. Send it as the body.")));
        }
        ProfileJson json = new ProfileJson(body);
        Sent sent = new Sent(json.input(), json.version());
        if (!json.violations.isEmpty()) {
            throw new InvalidInputException(json.violations);
        }
        return sent;
    }

    private ProfileInput input() {
        return new ProfileInput(
                text("", root, "name"),
                text("", root, "netvm"),
                text("", root, "bridge"),
                uplink(),
                address("", root),
                stp(),
                text("", root, "hardening"),
                attachments());
    }

    private UplinkInput uplink() {
        JsonNode uplink = object("", root, "uplink");
        return new UplinkInput(text("uplink.", uplink, "mac"), text("uplink.", uplink, "interface"));
    }

    private AddressInput address(String path, JsonNode parent) {
        JsonNode address = object(path, parent, "address");
        String inside = path + "address.";
        return new AddressInput(
                text(inside, address, "method"),
                text(inside, address, "cidr"),
                text(inside, address, "gateway"),
                dns(inside, address));
    }

    /** Name servers are a list, or one text with commas or blanks between them. */
    private List<String> dns(String path, JsonNode address) {
        JsonNode dns = address.path("dns");
        if (dns.isArray()) {
            List<String> servers = new ArrayList<>();
            for (int index = 0; index < dns.size(); index++) {
                JsonNode server = dns.get(index);
                if (!server.isString()) {
                    wrong(path + "dns[" + index + "]", "a text");
                }
                servers.add(server.asString(""));
            }
            return servers;
        }
        if (dns.isString()) {
            return Arrays.stream(dns.asString().split("[,\\s]+"))
                    .filter(server -> !server.isEmpty())
                    .toList();
        }
        if (!absent(dns)) {
            wrong(path + "dns", "a list of texts");
        }
        return List.of();
    }

    private List<AttachmentInput> attachments() {
        JsonNode list = root.path("attachments");
        if (!list.isArray()) {
            if (!absent(list)) {
                wrong("attachments", "a list");
            }
            return List.of();
        }
        List<AttachmentInput> attachments = new ArrayList<>();
        for (int index = 0; index < list.size(); index++) {
            JsonNode attachment = list.get(index);
            String path = "attachments[" + index + "]";
            if (!attachment.isObject()) {
                wrong(path, "an object");
            }
            attachments.add(new AttachmentInput(
                    text(path + ".", attachment, "qube"),
                    text(path + ".", attachment, "mode"),
                    address(path + ".", attachment)));
        }
        return attachments;
    }

    private boolean stp() {
        JsonNode stp = root.path("stp");
        if (!absent(stp) && !stp.isBoolean()) {
            wrong("stp", "true or false");
        }
        return stp.isBoolean() && stp.booleanValue();
    }

    private OptionalLong version() {
        JsonNode version = root.path("version");
        if (absent(version)) {
            return OptionalLong.empty();
        }
        if (!version.isIntegralNumber() || !version.canConvertToLong()) {
            wrong("version", "a whole number");
            return OptionalLong.empty();
        }
        return OptionalLong.of(version.longValue());
    }

    private String text(String path, JsonNode parent, String name) {
        JsonNode value = parent.path(name);
        if (!absent(value) && !value.isString()) {
            wrong(path + name, "a text");
        }
        return value.isString() ? value.stringValue() : "";
    }

    private JsonNode object(String path, JsonNode parent, String name) {
        JsonNode value = parent.path(name);
        if (!absent(value) && !value.isObject()) {
            wrong(path + name, "an object");
        }
        return value;
    }

    private static boolean absent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private void wrong(String field, String wanted) {
        violations.add(new Violation(field, "This is not of the JSON type that the field has. Send " + wanted + "."));
    }
}
