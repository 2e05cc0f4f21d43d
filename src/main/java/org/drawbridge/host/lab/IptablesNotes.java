package org.drawbridge.host.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One table of iptables as it is in force. */
final class IptablesNotes {

    final List<Chain> chains = new ArrayList<>();

    Optional<Chain> chain(String name) {
        return chains.stream().filter(chain -> chain.name.equals(name)).findFirst();
    }

    IptablesNotes copy() {
        IptablesNotes copy = new IptablesNotes();
        for (Chain chain : chains) {
            Chain same = new Chain();
            same.name = chain.name;
            same.policy = chain.policy;
            same.rules.addAll(chain.rules);
            copy.chains.add(same);
        }
        return copy;
    }

    /** A chain with its rules, each as iptables-save writes it after {@code -A CHAIN}. */
    static final class Chain {
        String name = "";
        /** {@code ACCEPT}, {@code DROP}, or {@code -} for a chain of the user. */
        String policy = "-";

        final List<String> rules = new ArrayList<>();
    }
}
