package org.drawbridge.host.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** The parts of an nftables ruleset as it is in force. */
final class NftNotes {

    private NftNotes() {}

    /** A table. */
    static final class Table {
        String family = "";
        String name = "";
        final List<Set> sets = new ArrayList<>();
        final List<Chain> chains = new ArrayList<>();

        Optional<Chain> chain(String chain) {
            return chains.stream().filter(each -> each.name.equals(chain)).findFirst();
        }

        Optional<Set> set(String set) {
            return sets.stream().filter(each -> each.name.equals(set)).findFirst();
        }

        Table copy() {
            Table copy = new Table();
            copy.family = family;
            copy.name = name;
            for (Set set : sets) {
                Set same = new Set();
                same.name = set.name;
                same.spec.addAll(set.spec);
                same.elements.addAll(set.elements);
                copy.sets.add(same);
            }
            for (Chain chain : chains) {
                Chain same = new Chain();
                same.name = chain.name;
                same.hook = chain.hook;
                same.rules.addAll(chain.rules);
                copy.chains.add(same);
            }
            return copy;
        }
    }

    /** A named set. */
    static final class Set {
        String name = "";
        /** Its lines but for the elements, such as {@code type ipv4_addr}. */
        final List<String> spec = new ArrayList<>();

        final NavigableSet<String> elements = new TreeSet<>();
    }

    /** A chain. */
    static final class Chain {
        String name = "";
        /** The line that hooks it into the kernel, or empty for a chain that is only jumped to. */
        String hook = "";

        final List<String> rules = new ArrayList<>();
    }
}
