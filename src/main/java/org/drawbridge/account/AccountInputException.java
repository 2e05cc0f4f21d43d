package org.drawbridge.account;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was asked for cannot be done as it was put in; says all there is to say, by field. */
public final class AccountInputException extends RuntimeException {

    private final transient SortedMap<String, List<String>> violations;

    AccountInputException(SortedMap<String, List<String>> violations) {
        super(violations.toString());
        this.violations = Collections.unmodifiableSortedMap(new TreeMap<>(violations));
    }

    /** Sentences by field; those under the empty name belong to no field. */
    public SortedMap<String, List<String>> violations() {
        return violations;
    }
}
