package org.drawbridge.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drawbridge.format.KeyfileFinding.Effect;
import org.drawbridge.format.KeyfileNames.Name;

/** Tells where NetworkManager, which says nothing of it, would read a keyfile otherwise than it is written. */
public final class KeyfileReading {

    private static final int OTHERS = 077;

    private final Keyfile keyfile;
    private final NetworkManagerVersion version;
    private final List<KeyfileFinding> findings = new ArrayList<>();

    private KeyfileReading(Keyfile keyfile, NetworkManagerVersion version) {
        this.keyfile = keyfile;
        this.version = version;
    }

    /** All findings, in the order of the lines; first what is about the whole file. */
    public static List<KeyfileFinding> check(Keyfile keyfile, NetworkManagerVersion version) {
        return new KeyfileReading(keyfile, version).check();
    }

    /**
     * Whether the file is read at all.
     *
     * @param mode its permissions, as 0600
     * @param owner its owner's name
     */
    public static List<KeyfileFinding> access(int mode, String owner) {
        List<KeyfileFinding> findings = new ArrayList<>();
        if ((mode & OTHERS) != 0) {
            findings.add(file(String.format("mode %04o", mode), "mode 0600"));
        }
        if (!owner.equals("root")) {
            findings.add(file("owner " + owner, "owner root"));
        }
        return List.copyOf(findings);
    }

    private static KeyfileFinding file(String says, String write) {
        return new KeyfileFinding(0, "", "", says, "nothing of the file", write, Effect.FILE_SKIPPED);
    }

    private List<KeyfileFinding> check() {
        Map<Name, KeyfileLine.Entry> last = new HashMap<>();
        for (KeyfileLine line : keyfile.lines()) {
            switch (line) {
                case KeyfileLine.Group group -> group(group);
                case KeyfileLine.Entry entry -> {
                    KeyfileLine.Entry earlier = last.put(new Name(entry.group(), entry.key()), entry);
                    if (earlier != null) {
                        add(earlier, entry.value(), "the key only once", Effect.VALUE_IGNORED);
                    }
                }
                case KeyfileLine.Comment comment -> {}
                case KeyfileLine.Blank blank -> {}
            }
        }
        keyfile.entries().forEach(this::entry);
        findings.addAll(new KeyfileProfile(keyfile, version).check());
        findings.sort(Comparator.comparingInt(KeyfileFinding::line));
        return List.copyOf(findings);
    }

    private void group(KeyfileLine.Group group) {
        String name = KeyfileNames.type(group.name());
        if (!name.equals(group.name())) {
            String old = "[" + group.name() + "]";
            String now = "[" + name + "]";
            findings.add(new KeyfileFinding(group.number(), group.name(), "", old, now, now, Effect.OLD_NAME));
        }
    }

    private void entry(KeyfileLine.Entry entry) {
        if (KeyfileNames.hasLanguage(entry.key())) {
            add(entry, "nothing", "the key without a language", Effect.VALUE_IGNORED);
            return;
        }
        Optional<String> value = KeyfileValue.unescape(entry.value());
        boolean list = KeyfileValue.list(entry.value()).isPresent();
        if (value.isEmpty()) {
            if (!list) {
                add(entry, "nothing", "\\\\ for a backslash", Effect.VALUE_IGNORED);
            }
            return;
        }
        name(entry);
        Name name = KeyfileNames.key(entry.group(), entry.key());
        Optional.ofNullable(KeyfileRule.RULES.get(name))
                .flatMap(rule -> rule.judge(value.get()))
                .ifPresent(taken -> add(entry, taken.taken(), taken.write(), taken.effect()));
    }

    /** Names of keys and types that are not those of the version that reads them. */
    private void name(KeyfileLine.Entry entry) {
        Name written = new Name(KeyfileNames.type(entry.group()), entry.key());
        Name today = KeyfileNames.key(entry.group(), entry.key());
        boolean port = today.key().equals("controller") || today.key().equals("port-type");
        boolean unknown = port && written.equals(today) && !version.knowsController();
        boolean old = !written.equals(today) && (!port || version.knowsController());
        if (unknown) {
            String write = today.key().equals("controller") ? "master" : "slave-type";
            add(entry, "nothing: the profile is no port of a bridge", write, Effect.VALUE_IGNORED);
        } else if (old) {
            String write = "[" + today.group() + "] " + today.key();
            add(entry, write + "=" + entry.value(), write, Effect.OLD_NAME);
        } else if (today.equals(new Name("connection", "type"))) {
            String type = KeyfileNames.type(entry.value());
            if (!type.equals(entry.value())) {
                add(entry, type, type, Effect.OLD_NAME);
            }
        }
    }

    private void add(KeyfileLine.Entry entry, String taken, String write, Effect effect) {
        findings.add(
                new KeyfileFinding(entry.number(), entry.group(), entry.key(), entry.value(), taken, write, effect));
    }
}
