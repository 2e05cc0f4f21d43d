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
        } else if (name.equals(new Name("ipv4", "address1")) && value.contains(",")) {
            int comma = value.indexOf(',');
            values.put(name, value.substring(0, comma));
            values.putIfAbsent(GATEWAY, value.substring(comma + 1));
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
}
