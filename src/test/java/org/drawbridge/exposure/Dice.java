package org.drawbridge.exposure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Choices that a seed determines. */
final class Dice {

    private final Random random;

    Dice(long seed) {
        this.random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** A number from the first to the second, both included. */
    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    @SafeVarargs
    final <T> T pick(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Between one of them and so many, in any order. */
    <T> List<T> some(List<T> choices, int most) {
        List<T> mixed = new ArrayList<>(choices);
        Collections.shuffle(mixed, random);
        return List.copyOf(mixed.subList(0, between(1, Math.min(most, mixed.size()))));
    }
}
