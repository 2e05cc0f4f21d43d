package org.drawbridge.exposure.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drawbridge.exposure.WalkStep;
import org.drawbridge.exposure.rule.BaseChain.Kind;
import org.drawbridge.exposure.rule.Split.Unsure;

/** Sends packets through one base chain and the chains that it calls. */
final class ChainWalk {

    private static final int DEEPEST = 64;
    private static final PacketSet NOTHING = PacketSet.all().within(Dimension.STATE, IntervalSet.EMPTY);

    private final BaseChain base;
    private final Crossing at;
    private final HookResult result = new HookResult();

    ChainWalk(BaseChain base, Crossing at) {
        this.base = base;
        this.at = at;
    }

    HookResult walk(PacketSet packets) {
        for (PacketSet each : chain(base.name(), packets, 0)) {
            policy(each);
        }
        return result;
    }

    private void policy(PacketSet packets) {
        boolean accepts = base.policy() instanceof Target.Accept;
        boolean decides = base.kind() == Kind.FILTER || !accepts;
        String effect = accepts ? "accept" : "drop";
        PacketSet after = packets.after(new WalkStep(base.table().name(), base.name(), 0, "policy", effect, decides));
        if (accepts) {
            result.accept(after);
        } else {
            result.drop(after);
        }
    }

    /** The packets that come back from a chain undecided. */
    private List<PacketSet> chain(String name, PacketSet packets, int depth) {
        List<PacketSet> back = new ArrayList<>();
        List<PacketSet> left = List.of(packets);
        for (Rule rule : base.table().of(name).about(packets, at)) {
            if (left.isEmpty()) {
                break;
            }
            // What is left is part of what came in, so a rule that is not about that needs no closer look.
            if (rule.gate().opens(at) && rule.gate().opens(packets)) {
                left = rule(rule, depth, left, back);
            }
        }
        back.addAll(left);
        return back;
    }

    /** The packets that go on behind a rule; these are the same ones if it is about none of them. */
    private List<PacketSet> rule(Rule rule, int depth, List<PacketSet> left, List<PacketSet> back) {
        int first = 0;
        while (first < left.size() && !rule.gate().opens(left.get(first))) {
            first++;
        }
        if (first == left.size()) {
            return left;
        }
        List<PacketSet> next = new ArrayList<>(left.subList(0, first));
        for (PacketSet each : left.subList(first, left.size())) {
            if (rule.gate().opens(each)) {
                new RuleWalk(rule, depth, next, back).walk(each, 0);
            } else {
                next.add(each);
            }
        }
        return next;
    }

    /** One rule, with the lists of packets that go on behind it and that leave its chain. */
    private final class RuleWalk {

        private final Rule rule;
        private final int depth;
        private final List<PacketSet> next;
        private final List<PacketSet> back;

        RuleWalk(Rule rule, int depth, List<PacketSet> next, List<PacketSet> back) {
            this.rule = rule;
            this.depth = depth;
            this.next = next;
            this.back = back;
        }

        void walk(PacketSet packets, int statement) {
            if (statement == rule.statements().size()) {
                next.add(packets);
                return;
            }
            switch (rule.statements().get(statement)) {
                case Match match -> {
                    Split split = match.split(packets, at);
                    next.addAll(split.no());
                    split.unsure().forEach(this::unsure);
                    split.yes().forEach(each -> walk(each, statement + 1));
                }
                case Target target -> act(target, packets, statement);
            }
        }

        private void unsure(Unsure some) {
            boolean bearsOnWay = rule.statements().stream()
                    .anyMatch(each -> each instanceof Target && !(each instanceof Target.Pass));
            if (bearsOnWay) {
                unknown(some.packets(), some.reason());
            } else {
                next.add(some.packets());
            }
        }

        private void act(Target target, PacketSet packets, int statement) {
            switch (target) {
                case Target.Accept accept -> result.accept(step(packets, "accept", base.kind() == Kind.FILTER));
                case Target.Drop drop -> result.drop(step(packets, "drop", true));
                case Target.Reject reject -> result.reject(step(packets, "reject", true));
                case Target.Jump jump -> call(step(packets, "jump", false), jump.chain(), next);
                case Target.Goto jump -> call(step(packets, "goto", false), jump.chain(), back);
                case Target.Return back_ -> back.add(step(packets, "return", false));
                case Target.Pass pass -> walk(packets, statement + 1);
                case Target.Notrack notrack -> notrack(packets, statement);
                case Target.Mark mark -> mark(mark, packets, statement);
                case Target.Translate translate -> translate(translate, packets);
                case Target.Choose choose -> choose(choose, packets, statement);
                case Target.Unknown unknown -> unknown(packets, unknown.reason());
            }
        }

        /** Where connection tracking has seen the packet, only one that belongs to no connection is left untracked. */
        private void notrack(PacketSet packets, int statement) {
            IntervalSet open = at.tracked() ? ConnectionState.INVALID.set() : packets.get(Dimension.STATE);
            PacketSet changed = packets.within(Dimension.STATE, open);
            PacketSet kept = packets.without(Dimension.STATE, open);
            if (!changed.isEmpty()) {
                walk(
                        step(changed, "notrack", false).translate(Dimension.STATE, ConnectionState.UNTRACKED.set()),
                        statement + 1);
            }
            if (!kept.isEmpty()) {
                walk(kept, statement + 1);
            }
        }

        /** Where there is no connection its mark is neither written nor read; the rule then ends there. */
        private void mark(Target.Mark mark, PacketSet packets, int statement) {
            if (!mark.asksConnection()) {
                walk(marked(packets, statement).with(mark.write(packets.marks())), statement + 1);
                return;
            }
            IntervalSet none = at.tracked()
                    ? ConnectionState.INVALID.set().union(ConnectionState.UNTRACKED.set())
                    : Dimension.STATE.all();
            PacketSet without = packets.within(Dimension.STATE, none);
            PacketSet begun = packets.without(Dimension.STATE, none).within(Dimension.STATE, ConnectionState.NEW.set());
            PacketSet open = packets.without(Dimension.STATE, none.union(ConnectionState.NEW.set()));
            if (!without.isEmpty() && mark.ofConnection() && mark.take() != 0) {
                next.add(step(without, "mark", false));
            } else if (!without.isEmpty()) {
                walk(marked(without, statement), statement + 1);
            }
            if (!begun.isEmpty()) {
                walk(marked(begun, statement).with(mark.write(begun.marks().ofNewConnection())), statement + 1);
            }
            if (!open.isEmpty()) {
                walk(marked(open, statement).with(mark.write(open.marks())), statement + 1);
            }
        }

        /** A rule that does more is told by that. */
        private PacketSet marked(PacketSet packets, int statement) {
            return statement == rule.statements().size() - 1 ? step(packets, "mark", false) : packets;
        }

        private void call(PacketSet packets, String chain, List<PacketSet> after) {
            if (!base.table().has(chain)) {
                unknown(packets, "the chain " + chain + " is not there");
            } else if (depth >= DEEPEST) {
                unknown(packets, "its chains call each other in a circle");
            } else {
                after.addAll(chain(chain, packets, depth + 1));
            }
        }

        private void choose(Target.Choose choose, PacketSet packets, int statement) {
            List<PacketSet> left = List.of(packets);
            for (Target.Branch branch : choose.branches()) {
                List<PacketSet> others = new ArrayList<>();
                for (PacketSet each : left) {
                    Split split = branch.match().split(each, at);
                    others.addAll(split.no());
                    split.unsure().forEach(some -> unknown(some.packets(), some.reason()));
                    split.yes().forEach(some -> act(branch.target(), some, statement));
                }
                left = others;
            }
            next.addAll(left);
        }

        /** The net qube's own packets are routed once more at once, and lost where no route leads to. */
        private void translate(Target.Translate translate, PacketSet packets) {
            Optional<PacketSet> changed = new Translation(translate, at).apply(packets);
            if (changed.isEmpty()) {
                result.drop(step(packets, "drop", true));
                return;
            }
            PacketSet after = step(changed.get(), effect(translate), false);
            IntervalSet routed = at.addresses().routed();
            PacketSet lost = at.hook() == Hook.OUTPUT ? after.without(Dimension.DESTINATION, routed) : NOTHING;
            PacketSet left = at.hook() == Hook.OUTPUT ? after.within(Dimension.DESTINATION, routed) : after;
            if (!lost.isEmpty()) {
                result.drop(lost);
            }
            if (!left.isEmpty()) {
                result.accept(left);
            }
        }

        private void unknown(PacketSet packets, String reason) {
            result.unknown(
                    step(packets, "unknown", true),
                    "rule " + rule.number() + " of " + base.table().name() + " " + rule.chain() + " (" + rule.text()
                            + "): " + reason);
        }

        private PacketSet step(PacketSet packets, String effect, boolean decides) {
            return packets.after(new WalkStep(rule.table(), rule.chain(), rule.number(), rule.text(), effect, decides));
        }
    }

    private static String effect(Target.Translate translate) {
        return switch (translate.kind()) {
            case SOURCE -> "snat";
            case MASQUERADE -> "masquerade";
            case DESTINATION -> "dnat";
            case REDIRECT -> "redirect";
        };
    }
}
