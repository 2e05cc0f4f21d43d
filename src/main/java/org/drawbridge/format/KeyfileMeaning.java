package org.drawbridge.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drawbridge.format.KeyfileNames.Name;
import org.jspecify.annotations.Nullable;

/**
 * What a keyfile means, in the form in which NetworkManager writes it back (as seen with 1.42): today's names, without
 * defaults, order, comments and empty groups.
 */
final class KeyfileMeaning {

    private static final Comparator<Name> ORDER =
            Comparator.comparing(Name::group).thenComparing(Name::key);
    private static final Name GATEWAY = new Name("ipv4", "gateway");
    private static final Name MODE = new Name("ipv6", "addr-gen-mode");
    private static final Pattern ADDRESS_KEY = Pattern.compile("address(?:es)?\\d*");
    private static final Pattern ADDRESS = Pattern.compile("([0-9.]+)[/;]([0-9]+)(?:[,;]([0-9.]*))?;?");
    private static final Set<String> LISTS = Set.of("dns", "dns-search");

    private final Map<Name, String> values = new TreeMap<>(ORDER);

    private KeyfileMeaning(Keyfile keyfile) {
        keyfile.entries().stream()
                .filter(entry -> !KeyfileNames.hasLanguage(entry.key()))
                .forEach(this::add);
        if (!keyfile.groups().contains("ipv6")) {
            values.put(MODE, "default");
        }
        values.remove(MODE, "eui64");
        values.values().removeIf(String::isEmpty);
    }

    static List<KeyfileDifference> differences(Keyfile before, Keyfile after) {
        Map<Name, String> old = new KeyfileMeaning(before).values;
        Map<Name, String> now = new KeyfileMeaning(after).values;
        Set<Name> names = new TreeSet<>(ORDER);
        names.addAll(old.keySet());
        names.addAll(now.keySet());
        List<KeyfileDifference> differences = new ArrayList<>();
        for (Name name : names) {
            @Nullable String from = old.get(name);
            @Nullable String to = now.get(name);
            if (!Objects.equals(from, to)) {
                differences.add(new KeyfileDifference(name.group(), name.key(), from, to));
            }
        }
        return List.copyOf(differences);
    }

    private void add(KeyfileLine.Entry entry) {
        Name name = KeyfileNames.key(entry.group(), entry.key());
        String value = KeyfileValue.unescape(entry.value()).orElse(entry.value());
        boolean renamed = !name.key().equals(entry.key()) || !name.group().equals(KeyfileNames.type(entry.group()));
        if (name.equals(new Name("connection", "type"))) {
            values.put(name, KeyfileNames.type(value));
        } else if (name.group().equals("ipv4")
                && ADDRESS_KEY.matcher(name.key()).matches()) {
            address(name.key(), value);
        } else if (LISTS.contains(name.key())) {
            values.put(
                    name, KeyfileValue.escape(KeyfileValue.list(entry.value()).orElse(List.of(value))));
        } else {
            String normal = Optional.ofNullable(KeyfileRule.RULES.get(name))
                    .map(rule -> rule.normal(value))
                    .orElse(value);
            values.merge(name, normal, (there, fresh) -> renamed ? there : fresh);
        }
    }

    /** {@code address1=address/prefix,gateway}, or in the old form {@code addresses1=address;prefix;gateway;}. */
    private void address(String key, String value) {
        Matcher matcher = ADDRESS.matcher(value);
        boolean understood = matcher.matches();
        String address = understood ? matcher.group(1) + "/" + matcher.group(2) : value;
        values.put(new Name("ipv4", key.replace("addresses", "address")), address);
        @Nullable String gateway = understood ? matcher.group(3) : null;
        if (gateway != null && !gateway.equals("0.0.0.0")) {
            values.putIfAbsent(GATEWAY, gateway);
        }
    }
}
