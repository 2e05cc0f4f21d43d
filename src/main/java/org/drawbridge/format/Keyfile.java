package org.drawbridge.format;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A connection profile of NetworkManager: every byte of it, and what its lines say. */
public final class Keyfile {

    /** The greatest size that is read, in bytes. */
    public static final int LIMIT = 256 * 1024;

    private final List<KeyfileLine> lines;

    private Keyfile(List<KeyfileLine> lines) {
        this.lines = List.copyOf(lines);
    }

    /**
     * Reads a file.
     *
     * @throws FormatException if the bytes are not text, or a line is not what GKeyFile expects
     */
    public static Keyfile parse(byte[] bytes) {
        return of(StrictText.decodeLines(bytes, LIMIT));
    }

    static Keyfile of(String text) {
        return new Keyfile(KeyfileParser.parse(text));
    }

    /** All lines, in their order. */
    public List<KeyfileLine> lines() {
        return lines;
    }

    /** The names of the groups in their order, each once. */
    public Set<String> groups() {
        Set<String> groups = new LinkedHashSet<>();
        for (KeyfileLine line : lines) {
            if (line instanceof KeyfileLine.Group group) {
                groups.add(group.name());
            }
        }
        return groups;
    }

    /** The entries that count, in their order: of several with one key the last. */
    public List<KeyfileLine.Entry> entries() {
        Map<List<String>, KeyfileLine.Entry> entries = new LinkedHashMap<>();
        for (KeyfileLine line : lines) {
            if (line instanceof KeyfileLine.Entry entry) {
                entries.put(List.of(entry.group(), entry.key()), entry);
            }
        }
        return List.copyOf(entries.values());
    }

    /** The entry that counts: of several with this key the last. */
    public Optional<KeyfileLine.Entry> entry(String group, String key) {
        return entries().stream()
                .filter(entry -> entry.group().equals(group) && entry.key().equals(key))
                .findFirst();
    }

    /** The value without its escapes; empty if the key is not there or has an escape that does not exist. */
    public Optional<String> get(String group, String key) {
        return entry(group, key).flatMap(entry -> KeyfileValue.unescape(entry.value()));
    }

    /** The elements of a list without their escapes; empty as for {@link #get}. */
    public Optional<List<String>> list(String group, String key) {
        return entry(group, key).flatMap(entry -> KeyfileValue.list(entry.value()));
    }

    /** The elements of a list of whole numbers; empty as for {@link #get}, or if one of them is no number. */
    public Optional<List<Integer>> integers(String group, String key) {
        return entry(group, key).flatMap(entry -> KeyfileValue.integers(entry.value()));
    }

    /**
     * The keys that mean something else in the two, in their order. Form does not matter: NetworkManager writes a file in
     * its own, with other names, without defaults and comments.
     */
    public static List<KeyfileDifference> differences(Keyfile before, Keyfile after) {
        return KeyfileMeaning.differences(before, after);
    }

    /** Sets a key to a text, which is escaped. See {@link #withRaw}. */
    public Keyfile with(String group, String key, String value) {
        return withRaw(group, key, KeyfileValue.escape(value));
    }

    /**
     * Sets a key: the entry that counts keeps its place; a new one is put behind the others of its group, a new group
     * behind all others. {@link #without} and {@link #withoutGroup} give the bytes back.
     *
     * @param raw the value with its escapes
     * @throws IllegalArgumentException if group, key or value cannot stand in a keyfile
     */
    public Keyfile withRaw(String group, String key, String raw) {
        return new KeyfileEdit(lines).set(group, key, raw);
    }

    /** Takes all entries of this key out. */
    public Keyfile without(String group, String key) {
        return new KeyfileEdit(lines).remove(group, key);
    }

    /** Takes a group out, with all lines up to the next one; of the last group the blank line before it, too. */
    public Keyfile withoutGroup(String group) {
        return new KeyfileEdit(lines).removeGroup(group);
    }

    /** The whole file as it is written to disk. */
    public String text() {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.raw()).append(line.ending()));
        return text.toString();
    }

    /** The whole file as it is written to disk. */
    public byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Keyfile keyfile && keyfile.lines.equals(lines);
    }

    @Override
    public int hashCode() {
        return lines.hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
