package org.drawbridge.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Edits the lines of a keyfile; all others stay as they are. */
final class KeyfileEdit {

    private final List<KeyfileLine> before;
    private final List<Line> lines = new ArrayList<>();

    /** A line that is written: its text and its ending. */
    private record Line(String raw, String ending) {}

    KeyfileEdit(List<KeyfileLine> before) {
        this.before = before;
        before.forEach(line -> lines.add(new Line(line.raw(), line.ending())));
    }

    Keyfile set(String group, String key, String raw) {
        check(group, key, raw);
        Optional<KeyfileLine.Entry> counts = find(KeyfileLine.Entry.class).stream()
                .filter(entry -> entry.group().equals(group) && entry.key().equals(key))
                .reduce((first, second) -> second);
        int end = endOf(group);
        if (counts.isPresent()) {
            KeyfileLine.Entry entry = counts.get();
            int value = entry.raw().length() - entry.value().length();
            lines.set(entry.number() - 1, new Line(entry.raw().substring(0, value) + raw, entry.ending()));
        } else if (end > 0) {
            insert(end, key + "=" + raw);
        } else {
            if (!lines.isEmpty()) {
                insert(lines.size(), "");
            }
            insert(lines.size(), "[" + group + "]");
            insert(lines.size(), key + "=" + raw);
        }
        return keyfile();
    }

    Keyfile remove(String group, String key) {
        List<KeyfileLine.Entry> entries = find(KeyfileLine.Entry.class);
        for (KeyfileLine.Entry entry : entries.reversed()) {
            if (entry.group().equals(group) && entry.key().equals(key)) {
                remove(entry.number() - 1, entry.number());
            }
        }
        return keyfile();
    }

    Keyfile removeGroup(String group) {
        int end = before.size();
        for (KeyfileLine.Group each : find(KeyfileLine.Group.class).reversed()) {
            int start = each.number() - 1;
            if (each.name().equals(group)) {
                boolean last = end == before.size() && start > 0;
                boolean blank = last && before.get(start - 1) instanceof KeyfileLine.Blank;
                remove(blank ? start - 1 : start, end);
            }
            end = start;
        }
        return keyfile();
    }

    /** Where a new key of the group goes: behind its last entry or its head; 0 if there is no such group. */
    private int endOf(String group) {
        int end = 0;
        for (KeyfileLine line : before) {
            boolean here = switch (line) {
                case KeyfileLine.Group head -> head.name().equals(group);
                case KeyfileLine.Entry entry -> entry.group().equals(group);
                case KeyfileLine.Comment comment -> false;
                case KeyfileLine.Blank blank -> false;
            };
            if (here) {
                end = line.number();
            }
        }
        return end;
    }

    /** Puts a line in; behind a last line that is not ended the new one is not ended either. */
    private void insert(int at, String raw) {
        if (at == 0) {
            lines.add(new Line(raw, "\n"));
            return;
        }
        Line previous = lines.get(at - 1);
        if (previous.ending().isEmpty()) {
            String ending = at > 1 ? lines.get(at - 2).ending() : "\n";
            lines.set(at - 1, new Line(previous.raw(), ending));
        }
        lines.add(at, new Line(raw, previous.ending()));
    }

    private void remove(int from, int to) {
        boolean unended = to == lines.size() && lines.get(to - 1).ending().isEmpty();
        lines.subList(from, to).clear();
        if (unended && from > 0) {
            lines.set(from - 1, new Line(lines.get(from - 1).raw(), ""));
        }
    }

    private <T extends KeyfileLine> List<T> find(Class<T> kind) {
        return before.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private Keyfile keyfile() {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.raw()).append(line.ending()));
        return Keyfile.of(text.toString());
    }

    static void check(String group, String key, String raw) {
        if (!KeyfileParser.isGroup(group)) {
            throw new IllegalArgumentException("Not the name of a group: " + Excerpt.of(group));
        }
        if (!KeyfileParser.isKey(key)) {
            throw new IllegalArgumentException("Not the name of a key: " + Excerpt.of(key));
        }
        if (!StrictText.isOneLine(raw) || raw.startsWith(" ") || raw.startsWith("\t")) {
            throw new IllegalArgumentException("Not a value of one line: " + Excerpt.of(raw));
        }
    }
}
