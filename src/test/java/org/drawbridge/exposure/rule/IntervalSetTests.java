package org.drawbridge.exposure.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sets of numbers must be what they are when each number is counted by itself. */
class IntervalSetTests {

    private static final int GREATEST = 40;
    private static final int ROUNDS = 4_000;

    @Test
    void setsAreJoinedAndPartedAsTheirNumbersAre() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            BitSet first = bits(random);
            BitSet second = bits(random);
            IntervalSet one = set(first);
            IntervalSet other = set(second);
            assertThat(numbers(one.union(other))).as("seed %d", seed).isEqualTo(both(first, second));
            assertThat(numbers(one.intersect(other))).as("seed %d", seed).isEqualTo(common(first, second));
            assertThat(numbers(one.minus(other))).as("seed %d", seed).isEqualTo(without(first, second));
            assertThat(one.isDisjoint(other)).as("seed %d", seed).isEqualTo(!first.intersects(second));
            assertThat(one.union(other).minus(other).union(other)).isEqualTo(one.union(other));
        }
    }

    @Test
    void manySetsAreJoinedWhenTheyTouchAndWhenTheyDoNot() {
        List<IntervalSet> sets = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            sets.add(IntervalSet.single(i * 2L));
            sets.add(IntervalSet.range(100 + i * 10L, 109 + i * 10L));
        }

        IntervalSet all = IntervalSet.union(sets);

        assertThat(all.intervals()).hasSize(10).last().isEqualTo(new IntervalSet.Interval(100, 189));
        assertThat(IntervalSet.union(List.of())).isEqualTo(IntervalSet.EMPTY);
    }

    private static BitSet bits(Random random) {
        BitSet bits = new BitSet();
        for (int i = random.nextInt(12); i > 0; i--) {
            int low = random.nextInt(GREATEST);
            bits.set(low, low + 1 + random.nextInt(6));
        }
        return bits;
    }

    private static IntervalSet set(BitSet bits) {
        return IntervalSet.union(bits.stream().mapToObj(IntervalSet::single).toList());
    }

    private static BitSet numbers(IntervalSet set) {
        BitSet bits = new BitSet();
        set.intervals().forEach(each -> bits.set((int) each.low(), (int) each.high() + 1));
        return bits;
    }

    private static BitSet both(BitSet one, BitSet other) {
        BitSet all = (BitSet) one.clone();
        all.or(other);
        return all;
    }

    private static BitSet common(BitSet one, BitSet other) {
        BitSet all = (BitSet) one.clone();
        all.and(other);
        return all;
    }

    private static BitSet without(BitSet one, BitSet other) {
        BitSet all = (BitSet) one.clone();
        all.andNot(other);
        return all;
    }
}
