package org.drawbridge.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.drawbridge.format.KeyfileFinding.Effect;
import org.drawbridge.format.KeyfileNames.Name;
import org.jspecify.annotations.Nullable;

/** What NetworkManager makes of keys that depend on each other or must be there. */
final class KeyfileProfile {

    private static final String SKIPPED = "nothing of the file";
    private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final Pattern INTERFACE = Pattern.compile("[^\\s/:]{1,15}");
    private static final Pattern OCTETS =
            Pattern.compile("(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");
    private static final Pattern ADDRESS = Pattern.compile("([^,;/]*)(?:[;/]([^,;]*))?");
    private static final Pattern PREFIX = Pattern.compile("[12]?\\d|3[0-2]");

    private final Keyfile keyfile;
    private final boolean controller;
    private final List<KeyfileFinding> findings = new ArrayList<>();

    KeyfileProfile(Keyfile keyfile, NetworkManagerVersion version) {
        this.keyfile = keyfile;
        this.controller = version.knowsController();
    }

    List<KeyfileFinding> check() {
        connection();
        port();
        link();
        if (has("ipv4")) {
            ipv4();
        }
        if (has("ipv6")) {
            required("ipv6", "method", "the way to an address, as auto");
        }
        return findings;
    }

    private void connection() {
        required("connection", "id", "a name");
        required("connection", "type", "the kind of connection, as bridge");
        boolean bridge = value("connection", "type").equals(Optional.of("bridge"));
        if (bridge) {
            required("connection", "interface-name", "the bridge's name");
        }
        Optional<KeyfileLine.Entry> uuid = entry("connection", "uuid");
        if (uuid.isEmpty()) {
            missing("connection", "uuid", "one made from the file's name", "a UUID", Effect.READ_OTHERWISE);
        }
        uuid.filter(entry -> !UUID.matcher(entry.value()).matches())
                .ifPresent(entry -> add(entry, SKIPPED, "a UUID", Effect.FILE_SKIPPED));
        entry("connection", "interface-name")
                .filter(entry -> !INTERFACE.matcher(entry.value()).matches())
                .ifPresent(
                        entry -> add(entry, SKIPPED, "1 to 15 characters without / : or blank", Effect.FILE_SKIPPED));
        both();
    }

    /** The name of a bridge stands in two groups: that of the connection counts. */
    private void both() {
        Optional<String> counts = keyfile.get("connection", "interface-name");
        keyfile.entry("bridge", "interface-name")
                .filter(old -> counts.isPresent() && !counts.get().equals(old.value()))
                .ifPresent(old ->
                        add(old, counts.orElseThrow(), "only [connection] interface-name", Effect.VALUE_IGNORED));
    }

    private void port() {
        Optional<KeyfileLine.Entry> master = known("controller", "master");
        Optional<KeyfileLine.Entry> type = known("port-type", "slave-type");
        if (master.isPresent() && type.isEmpty()) {
            String key = controller ? "port-type" : "slave-type";
            missing("connection", key, SKIPPED, "the kind of port, as bridge", Effect.FILE_SKIPPED);
        }
        if (type.isPresent() && master.isEmpty()) {
            String key = controller ? "controller" : "master";
            missing("connection", key, SKIPPED, "the bridge's UUID or name", Effect.FILE_SKIPPED);
        }
    }

    /** The newer name is read only by a version that knows it. */
    private Optional<KeyfileLine.Entry> known(String now, String old) {
        Optional<KeyfileLine.Entry> newer = keyfile.entry("connection", now).filter(entry -> controller);
        return newer.isPresent() ? newer : keyfile.entry("connection", old);
    }

    private void link() {
        Optional<KeyfileLine.Entry> speed = entry("ethernet", "speed");
        Optional<KeyfileLine.Entry> duplex = entry("ethernet", "duplex");
        boolean number = speed.map(KeyfileLine.Entry::value)
                .filter(each -> each.matches("[1-9]\\d{0,8}"))
                .isPresent();
        if (!number) {
            duplex.ifPresent(entry ->
                    add(entry, "nothing: it counts only with speed", "speed, too, or neither", Effect.VALUE_IGNORED));
            speed.ifPresent(entry -> add(entry, "nothing", "a whole number, in Mbit/s", Effect.VALUE_IGNORED));
        } else if (duplex.isEmpty()) {
            speed.ifPresent(entry ->
                    add(entry, "nothing: it counts only with duplex", "duplex, too, or neither", Effect.VALUE_IGNORED));
        } else if (!Set.of("half", "full").contains(duplex.get().value())) {
            add(duplex.get(), SKIPPED, "half or full", Effect.FILE_SKIPPED);
        }
    }

    private void ipv4() {
        required("ipv4", "method", "the way to an address, as auto");
        List<KeyfileLine.Entry> addresses = keyfile.entries().stream()
                .filter(entry -> entry.group().equals("ipv4") && entry.key().matches("address(?:es)?\\d*"))
                .toList();
        addresses.forEach(this::address);
        Optional<String> method = value("ipv4", "method");
        if (addresses.isEmpty() && method.equals(Optional.of("manual"))) {
            missing("ipv4", "address1", SKIPPED, "an address, as 192.168.1.2/24", Effect.FILE_SKIPPED);
        }
        Optional<KeyfileLine.Entry> gateway = entry("ipv4", "gateway");
        gateway.filter(entry -> !OCTETS.matcher(entry.value()).matches() || addresses.isEmpty())
                .ifPresent(entry -> add(entry, SKIPPED, "an address, together with address1", Effect.FILE_SKIPPED));
        gateway.filter(entry -> new KeyfileRule.Flag(false)
                        .normal(value("ipv4", "never-default").orElse(""))
                        .equals("true"))
                .ifPresent(entry ->
                        add(entry, "nothing, since never-default is true", "one of the two", Effect.VALUE_IGNORED));
    }

    /** An address without a good prefix gets 24; the prefix stands behind a slash or, in the old form, a semicolon. */
    private void address(KeyfileLine.Entry entry) {
        MatchResult address =
                ADDRESS.matcher(entry.value()).results().findFirst().orElseThrow();
        String octets = address.group(1).strip();
        @Nullable String prefix = address.group(2);
        if (!OCTETS.matcher(octets).matches()) {
            add(entry, "no address", "an address, as 192.168.1.2/24", Effect.VALUE_IGNORED);
        } else if (prefix == null || !PREFIX.matcher(prefix).matches()) {
            add(entry, octets + "/24", "the address with its prefix", Effect.READ_OTHERWISE);
        }
    }

    private boolean has(String group) {
        return keyfile.groups().contains(group);
    }

    private Optional<KeyfileLine.Entry> entry(String group, String key) {
        Name name = new Name(group, key);
        Optional<KeyfileLine.Entry> same = keyfile.entry(group, key);
        return same.isPresent()
                ? same
                : keyfile.entries().stream()
                        .filter(entry ->
                                KeyfileNames.key(entry.group(), entry.key()).equals(name))
                        .findFirst();
    }

    private Optional<String> value(String group, String key) {
        return entry(group, key).flatMap(entry -> KeyfileValue.unescape(entry.value()));
    }

    private void required(String group, String key, String write) {
        if (entry(group, key).isEmpty()) {
            missing(group, key, SKIPPED, write, Effect.FILE_SKIPPED);
        }
    }

    private void missing(String group, String key, String taken, String write, Effect effect) {
        findings.add(new KeyfileFinding(0, group, key, "", taken, write, effect));
    }

    private void add(KeyfileLine.Entry entry, String taken, String write, Effect effect) {
        findings.add(
                new KeyfileFinding(entry.number(), entry.group(), entry.key(), entry.value(), taken, write, effect));
    }
}
