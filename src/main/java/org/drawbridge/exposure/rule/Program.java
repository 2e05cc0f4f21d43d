package org.drawbridge.exposure.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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
