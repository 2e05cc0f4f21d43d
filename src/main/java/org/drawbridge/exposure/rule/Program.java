package org.drawbridge.exposure.rule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All rules that are in force in a net qube. */
public final class Program {

    private final List<BaseChain> loaded;
    private final Map<Hook, List<BaseChain>> ip = new EnumMap<>(Hook.class);
    private final Map<Hook, List<BaseChain>> bridge = new EnumMap<>(Hook.class);

    /**
     * Of several chains with one priority the kernel calls the one first that was loaded last; source: {@code
     * nf_hook_entries_grow}.
     *
     * @param loaded the chains that the kernel calls, in the order in which they were loaded
     */
    public Program(List<BaseChain> loaded) {
        this.loaded = List.copyOf(loaded);
        List<BaseChain> called = new ArrayList<>(loaded);
        Collections.reverse(called);
        called.sort(Comparator.comparingLong(BaseChain::priority));
        for (Hook hook : Hook.values()) {
            ip.put(hook, at(called, hook, false));
            bridge.put(hook, at(called, hook, true));
        }
    }

    private static List<BaseChain> at(List<BaseChain> chains, Hook hook, boolean bridge) {
        return chains.stream()
                .filter(chain -> chain.hook() == hook && chain.bridge() == bridge)
                .toList();
    }

    /** The chains of one hook in the order in which they are called, for frames in a bridge or for IP packets. */
    public List<BaseChain> at(Hook hook, boolean inBridge) {
        return (inBridge ? bridge : ip).getOrDefault(hook, List.of());
    }

    /** All names of interfaces that rules ask for where packets leave. */
    public Set<NamePattern> outPatterns() {
        Set<NamePattern> patterns = new LinkedHashSet<>();
        for (BaseChain chain : loaded) {
            for (Rule rule : chain.table().rules()) {
                rule.statements().forEach(each -> collect(each, patterns));
            }
        }
        return patterns;
    }

    private static void collect(Statement statement, Set<NamePattern> patterns) {
        if (statement instanceof Match.Named named && (named.side() == Side.OUT || named.side() == Side.PHYSICAL_OUT)) {
            patterns.addAll(named.patterns());
        } else if (statement instanceof Match.OnBridge bridge) {
            Physdev.Named out = bridge.physdev().out();
            if (out != null) {
                patterns.add(out.pattern());
            }
        } else if (statement instanceof Match.All all) {
            all.matches().forEach(each -> collect(each, patterns));
        } else if (statement instanceof Match.Any any) {
            any.matches().forEach(each -> collect(each, patterns));
        } else if (statement instanceof Match.Not not) {
            collect(not.match(), patterns);
        } else if (statement instanceof Target.Choose choose) {
            choose.branches().forEach(each -> collect(each.match(), patterns));
        }
    }

    /** The rules of both, the other ones loaded later. */
    public Program and(Program other) {
        List<BaseChain> all = new ArrayList<>(loaded);
        all.addAll(other.loaded);
        return new Program(all);
    }
}
