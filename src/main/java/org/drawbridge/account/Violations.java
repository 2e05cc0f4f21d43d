package org.drawbridge.account;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects what is wrong with an input, so that all of it is told at once. */
final class Violations {

    private final SortedMap<String, List<String>> byField = new TreeMap<>();

    void add(String field, String sentence) {
        byField.computeIfAbsent(field, name -> new ArrayList<>()).add(sentence);
    }

    void addIf(boolean wrong, String field, String sentence) {
        if (wrong) {
            add(field, sentence);
        }
    }

    SortedMap<String, List<String>> byField() {
        return byField;
    }

    void raise() {
        if (!byField.isEmpty()) {
            throw new AccountInputException(byField);
        }
    }
}
