package org.drawbridge.exposure.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.drawbridge.exposure.WalkStep;
import org.jspecify.annotations.Nullable;

/**
 * Packets on one way: all that have, in each dimension, one of a set of numbers. A single packet has one number in each.
 *
 * <p>Where address translation wrote a new number, the numbers from before are kept too.
 */
public final class PacketSet {

    private static final int DIMENSIONS = Dimension.COUNT;

    private final IntervalSet[] now;
    private final @Nullable IntervalSet[] before;
    private final Marks marks;
    private final @Nullable Trail trail;

    private PacketSet(IntervalSet[] now, @Nullable IntervalSet[] before, Marks marks, @Nullable Trail trail) {
        this.now = now;
        this.before = before;
        this.marks = marks;
        this.trail = trail;
    }

    /** Every packet that there is. */
    public static PacketSet all() {
        IntervalSet[] now = new IntervalSet[DIMENSIONS];
        for (Dimension each : Dimension.values()) {
            now[each.index()] = each.all();
        }
        return new PacketSet(now, new IntervalSet[DIMENSIONS], Marks.NONE, null);
    }

    /** What the header says now. */
    public IntervalSet get(Dimension dimension) {
        return now[dimension.index()];
    }

    /** What the header said when the packet arrived. */
    public IntervalSet original(Dimension dimension) {
        IntervalSet first = before[dimension.index()];
        return first == null ? now[dimension.index()] : first;
    }

    /** These packets, with those only whose header said one of these numbers when they arrived. */
    public PacketSet originally(Dimension dimension, IntervalSet set) {
        IntervalSet first = before[dimension.index()];
        if (first == null) {
            return within(dimension, set);
        }
        @Nullable IntervalSet[] narrowed = before.clone();
        narrowed[dimension.index()] = first.intersect(set);
        return new PacketSet(now, narrowed, marks, trail);
    }

    /** Whether address translation has written this part of the header. */
    public boolean translated(Dimension dimension) {
        return before[dimension.index()] != null;
    }

    /** These packets, with those of this dimension only that are in the set. */
    public PacketSet within(Dimension dimension, IntervalSet set) {
        IntervalSet old = get(dimension);
        IntervalSet common = old.intersect(set);
        return common.equals(old) ? this : replaced(dimension, common, before);
    }

    /** These packets, with this set in place of the one of this dimension. */
    public PacketSet with(Dimension dimension, IntervalSet set) {
        return replaced(dimension, set, before);
    }

    /** These packets without those that are in the set in this dimension. */
    public PacketSet without(Dimension dimension, IntervalSet set) {
        IntervalSet old = get(dimension);
        if (old.intersect(set).isEmpty()) {
            return this;
        }
        return replaced(dimension, old.minus(set), before);
    }

    /** These packets after their header was rewritten to this number. */
    public PacketSet translate(Dimension dimension, IntervalSet set) {
        @Nullable IntervalSet[] kept = before.clone();
        if (kept[dimension.index()] == null) {
            kept[dimension.index()] = now[dimension.index()];
        }
        return replaced(dimension, set, kept);
    }

    private PacketSet replaced(Dimension dimension, IntervalSet set, @Nullable IntervalSet[] kept) {
        IntervalSet[] changed = now.clone();
        changed[dimension.index()] = set;
        return new PacketSet(changed, kept, marks, trail);
    }

    public boolean isEmpty() {
        return Arrays.stream(now).anyMatch(IntervalSet::isEmpty)
                || Arrays.stream(before).anyMatch(each -> each != null && each.isEmpty());
    }

    /** What rules wrote on these packets and their connections. */
    Marks marks() {
        return marks;
    }

    /** The same packets with other marks on them. */
    PacketSet with(Marks others) {
        return others.equals(marks) ? this : new PacketSet(now, before, others, trail);
    }

    /** Whether each dimension has one number only. */
    public boolean isSingle() {
        return Arrays.stream(now).allMatch(IntervalSet::isSingle);
    }

    /** The same packets after one more step of their way. */
    public PacketSet after(WalkStep step) {
        return new PacketSet(now, before, marks, new Trail(trail, step));
    }

    /** What has happened to these packets, from the first step on. */
    public List<WalkStep> steps() {
        return Trail.steps(trail);
    }

    /** The packets as they arrived, with no way behind them. */
    public PacketSet arrived() {
        IntervalSet[] first = new IntervalSet[DIMENSIONS];
        for (Dimension each : Dimension.values()) {
            first[each.index()] = original(each);
        }
        return new PacketSet(first, new IntervalSet[DIMENSIONS], Marks.NONE, null);
    }

    /** The packets that are in both sets. */
    public PacketSet and(PacketSet other) {
        PacketSet common = this;
        for (Dimension each : Dimension.values()) {
            common = common.within(each, other.get(each));
        }
        return common;
    }

    /** Whether no packet is in both sets. */
    public boolean isDisjoint(PacketSet other) {
        for (int i = 0; i < DIMENSIONS; i++) {
            if (now[i].isDisjoint(other.now[i])) {
                return true;
            }
        }
        return false;
    }

    /** The packets of this set that are not in the other one, as sets that have none in common. */
    public List<PacketSet> minus(PacketSet other) {
        List<PacketSet> rest = new ArrayList<>();
        PacketSet left = this;
        for (Dimension each : Dimension.values()) {
            PacketSet outside = left.without(each, other.get(each));
            if (!outside.isEmpty()) {
                rest.add(outside);
            }
            left = left.within(each, other.get(each));
            if (left.isEmpty()) {
                break;
            }
        }
        return rest;
    }

    /** Whether both hold the same packets, whatever their way was. */
    @Override
    public boolean equals(Object other) {
        return other instanceof PacketSet set && Arrays.equals(now, set.now) && Arrays.equals(before, set.before);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(now);
    }

    @Override
    public String toString() {
        return Arrays.toString(now);
    }
}
