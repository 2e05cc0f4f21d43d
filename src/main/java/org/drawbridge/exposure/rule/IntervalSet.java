package org.drawbridge.exposure.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A set of unsigned numbers as sorted intervals that neither touch nor overlap. */
public final class IntervalSet {

    public static final IntervalSet EMPTY = new IntervalSet(new long[0]);

    private final long[] bounds;

    private IntervalSet(long[] bounds) {
        this.bounds = bounds;
    }

    /** The numbers from {@code low} to {@code high}, both included; empty if {@code high} is the lower one. */
    public static IntervalSet range(long low, long high) {
        return low > high ? EMPTY : new IntervalSet(new long[] {low, high});
    }

    public static IntervalSet single(long value) {
        return range(value, value);
    }

    /** All numbers of all these sets. */
    public static IntervalSet union(List<IntervalSet> sets) {
        IntervalSet[] left = sets.toArray(IntervalSet[]::new);
        int count = left.length;
        while (count > 1) {
            int next = 0;
            for (int i = 0; i < count; i += 2) {
                left[next++] = i + 1 < count ? merged(left[i], left[i + 1]) : left[i];
            }
            count = next;
        }
        return count == 0 ? EMPTY : left[0];
    }

    private static IntervalSet merged(IntervalSet one, IntervalSet other) {
        if (one.covers(other)) {
            return one;
        }
        if (other.covers(one)) {
            return other;
        }
        long[] merged = new long[one.bounds.length + other.bounds.length];
        int used = 0;
        int i = 0;
        int j = 0;
        while (i < one.bounds.length || j < other.bounds.length) {
            boolean first = j == other.bounds.length || (i < one.bounds.length && one.bounds[i] <= other.bounds[j]);
            long low = first ? one.bounds[i] : other.bounds[j];
            long high = first ? one.bounds[i + 1] : other.bounds[j + 1];
            i += first ? 2 : 0;
            j += first ? 0 : 2;
            if (used > 0 && low <= merged[used - 1] + 1) {
                merged[used - 1] = Math.max(merged[used - 1], high);
            } else {
                merged[used++] = low;
                merged[used++] = high;
            }
        }
        return new IntervalSet(Arrays.copyOf(merged, used));
    }

    public IntervalSet union(IntervalSet other) {
        return merged(this, other);
    }

    public IntervalSet intersect(IntervalSet other) {
        if (covers(other)) {
            return other;
        }
        if (other.covers(this)) {
            return this;
        }
        long[] common = new long[bounds.length + other.bounds.length];
        int used = 0;
        int i = 0;
        int j = 0;
        while (i < bounds.length && j < other.bounds.length) {
            long low = Math.max(bounds[i], other.bounds[j]);
            long high = Math.min(bounds[i + 1], other.bounds[j + 1]);
            if (low <= high) {
                common[used++] = low;
                common[used++] = high;
            }
            if (bounds[i + 1] < other.bounds[j + 1]) {
                i += 2;
            } else {
                j += 2;
            }
        }
        return used == 0 ? EMPTY : new IntervalSet(Arrays.copyOf(common, used));
    }

    /** The numbers of this set that are not in the other one. */
    public IntervalSet minus(IntervalSet other) {
        if (isDisjoint(other)) {
            return this;
        }
        long[] rest = new long[bounds.length + other.bounds.length];
        int used = 0;
        int j = other.firstEndingFrom(bounds[0]);
        for (int i = 0; i < bounds.length; i += 2) {
            long low = bounds[i];
            long high = bounds[i + 1];
            while (j < other.bounds.length && other.bounds[j + 1] < low) {
                j += 2;
            }
            while (low <= high && j < other.bounds.length && other.bounds[j] <= high) {
                if (other.bounds[j] > low) {
                    rest[used++] = low;
                    rest[used++] = other.bounds[j] - 1;
                }
                low = other.bounds[j + 1] + 1;
                if (low <= high) {
                    j += 2;
                }
            }
            if (low <= high) {
                rest[used++] = low;
                rest[used++] = high;
            }
        }
        return used == 0 ? EMPTY : new IntervalSet(Arrays.copyOf(rest, used));
    }

    public boolean isEmpty() {
        return bounds.length == 0;
    }

    public boolean isSingle() {
        return bounds.length == 2 && bounds[0] == bounds[1];
    }

    /** The lowest number of a set that is not empty. */
    public long first() {
        return bounds[0];
    }

    public boolean contains(long value) {
        for (int i = 0; i < bounds.length && bounds[i] <= value; i += 2) {
            if (value <= bounds[i + 1]) {
                return true;
            }
        }
        return false;
    }

    /** Whether the two have no number in common. */
    public boolean isDisjoint(IntervalSet other) {
        if (bounds.length == 0 || other.bounds.length == 0) {
            return true;
        }
        if (bounds[bounds.length - 1] < other.bounds[0] || other.bounds[other.bounds.length - 1] < bounds[0]) {
            return true;
        }
        if (bounds.length > other.bounds.length) {
            return other.isDisjoint(this);
        }
        for (int i = 0; i < bounds.length; i += 2) {
            int at = other.firstEndingFrom(bounds[i]);
            if (at < other.bounds.length && other.bounds[at] <= bounds[i + 1]) {
                return false;
            }
        }
        return true;
    }

    /** The index of the first interval that does not end below this number. */
    private int firstEndingFrom(long value) {
        int low = 0;
        int high = bounds.length / 2;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (bounds[middle * 2 + 1] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low * 2;
    }

    /** Whether every number of the other set is in one single interval of this one, or that set is empty. */
    private boolean covers(IntervalSet other) {
        if (other.bounds.length == 0) {
            return true;
        }
        long low = other.bounds[0];
        long high = other.bounds[other.bounds.length - 1];
        for (int i = 0; i < bounds.length; i += 2) {
            if (bounds[i] <= low && high <= bounds[i + 1]) {
                return true;
            }
        }
        return false;
    }

    public List<Interval> intervals() {
        List<Interval> intervals = new ArrayList<>(bounds.length / 2);
        for (int i = 0; i < bounds.length; i += 2) {
            intervals.add(new Interval(bounds[i], bounds[i + 1]));
        }
        return intervals;
    }

    /** The numbers from {@code low} to {@code high}, both included. */
    public record Interval(long low, long high) {}

    @Override
    public boolean equals(Object other) {
        return other instanceof IntervalSet set && Arrays.equals(set.bounds, bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    @Override
    public String toString() {
        return intervals().toString();
    }
}
