package org.drawbridge.exposure.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * All rules that are in force in a net qube.
 *
 * @param chains the chains that the kernel calls, in the order in which it calls those of one hook
 */
public record Program(List<BaseChain> chains) {

    public Program {
        chains = chains.stream()
                .sorted(Comparator.comparingLong(BaseChain::priority))
                .toList();
    }

    /** Rules of which nothing is known but that there are some. */
    public static Program unknown(String reason) {
        List<BaseChain> all = new ArrayList<>();
        for (Hook hook : List.of(Hook.PREROUTING, Hook.OUTPUT)) {
            Rule rule = new Rule("", hook.name(), 1, "", List.of(new Target.Unknown(reason)));
            TableChains table = new TableChains("", Map.of(hook.name(), List.of(rule)));
            all.add(new BaseChain(table, hook.name(), BaseChain.Kind.EARLY, false, hook, 0, new Target.Accept()));
        }
        return new Program(all);
    }

    /** The chains of one hook, for frames in a bridge or for IP packets. */
    public List<BaseChain> at(Hook hook, boolean bridge) {
        return chains.stream()
                .filter(chain -> chain.hook() == hook && chain.bridge() == bridge)
                .toList();
    }

    /** The rules of both. */
    public Program and(Program other) {
        List<BaseChain> all = new ArrayList<>(chains);
        all.addAll(other.chains);
        return new Program(all);
    }
}
