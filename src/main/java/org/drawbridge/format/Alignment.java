package org.drawbridge.format;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which elements of two lists are the same ones, in order. Elements that are there once on each side are aligned first
 * (patience diff), what lies between them with the fewest edits (Myers); where that would take too long, not at all.
 */
final class Alignment {

    private static final int MOST_EDITS = 1000;
    private static final int DEEPEST = 64;

    private final int[] before;
    private final int[] after;
    private final int[] partner;
    private final Deque<Region> open = new ArrayDeque<>();

    /** Two stretches that are compared; the ends are exclusive. */
    private record Region(int from, int to, int otherFrom, int otherTo, int depth) {
        boolean empty() {
            return from == to || otherFrom == otherTo;
        }
    }

    private Alignment(int[] before, int[] after) {
        this.before = before;
        this.after = after;
        this.partner = new int[before.length];
        Arrays.fill(partner, -1);
    }

    /** For each element of the first list the index of its partner in the second, or -1; the partners ascend. */
    static int[] of(List<String> before, List<String> after) {
        Map<String, Integer> codes = new HashMap<>();
        Alignment alignment = new Alignment(codes(before, codes), codes(after, codes));
        alignment.run();
        return alignment.partner;
    }

    private static int[] codes(List<String> elements, Map<String, Integer> codes) {
        return elements.stream()
                .mapToInt(element -> codes.computeIfAbsent(element, fresh -> codes.size()))
                .toArray();
    }

    private void run() {
        open.push(new Region(0, before.length, 0, after.length, 0));
        while (!open.isEmpty()) {
            Region region = trimmed(open.pop());
            if (region.empty()) {
                continue;
            }
            List<int[]> anchors = region.depth() < DEEPEST ? anchors(region) : List.of();
            if (anchors.isEmpty()) {
                pairFewestEdits(region);
            } else {
                split(region, anchors);
            }
        }
    }

    /** Pairs what is equal at both ends, and gives the rest. */
    private Region trimmed(Region region) {
        int from = region.from();
        int to = region.to();
        int otherFrom = region.otherFrom();
        int otherTo = region.otherTo();
        while (from < to && otherFrom < otherTo && before[from] == after[otherFrom]) {
            partner[from++] = otherFrom++;
        }
        while (from < to && otherFrom < otherTo && before[to - 1] == after[otherTo - 1]) {
            partner[--to] = --otherTo;
        }
        return new Region(from, to, otherFrom, otherTo, region.depth());
    }

    private void split(Region region, List<int[]> anchors) {
        int from = region.from();
        int otherFrom = region.otherFrom();
        for (int[] anchor : anchors) {
            partner[anchor[0]] = anchor[1];
            open.push(new Region(from, anchor[0], otherFrom, anchor[1], region.depth() + 1));
            from = anchor[0] + 1;
            otherFrom = anchor[1] + 1;
        }
        open.push(new Region(from, region.to(), otherFrom, region.otherTo(), region.depth() + 1));
    }

    /** Pairs of elements that are once in each stretch; of those the longest series that ascends on both sides. */
    private List<int[]> anchors(Region region) {
        Map<Integer, Integer> places = once(before, region.from(), region.to());
        Map<Integer, Integer> otherPlaces = once(after, region.otherFrom(), region.otherTo());
        List<int[]> pairs = new ArrayList<>();
        for (int i = region.from(); i < region.to(); i++) {
            int other = otherPlaces.getOrDefault(before[i], -1);
            if (other >= 0 && places.getOrDefault(before[i], -1) >= 0) {
                pairs.add(new int[] {i, other});
            }
        }
        return longestAscending(pairs);
    }

    /** Where each element is, or -1 if it is there more than once. */
    private static Map<Integer, Integer> once(int[] elements, int from, int to) {
        Map<Integer, Integer> places = new HashMap<>();
        for (int i = from; i < to; i++) {
            places.merge(elements[i], i, (first, second) -> -1);
        }
        return places;
    }

    private static List<int[]> longestAscending(List<int[]> pairs) {
        int[] previous = new int[pairs.size()];
        int[] tails = new int[pairs.size()];
        int length = 0;
        for (int i = 0; i < pairs.size(); i++) {
            int low = 0;
            int high = length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (pairs.get(tails[middle])[1] < pairs.get(i)[1]) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            previous[i] = low == 0 ? -1 : tails[low - 1];
            tails[low] = i;
            length = Math.max(length, low + 1);
        }
        List<int[]> series = new ArrayList<>();
        for (int i = length == 0 ? -1 : tails[length - 1]; i >= 0; i = previous[i]) {
            series.add(pairs.get(i));
        }
        return series.reversed();
    }

    /** Myers' greedy algorithm: the furthest point on each diagonal for one edit more at a time. */
    private void pairFewestEdits(Region region) {
        int width = region.to() - region.from();
        int height = region.otherTo() - region.otherFrom();
        int most = Math.min(MOST_EDITS, width + height);
        int[] furthest = new int[2 * most + 3];
        List<int[]> trace = new ArrayList<>();
        for (int edits = 0; edits <= most; edits++) {
            trace.add(furthest.clone());
            for (int diagonal = -edits; diagonal <= edits; diagonal += 2) {
                int x = start(furthest, most, edits, diagonal);
                int y = x - diagonal;
                while (x < width && y < height && before[region.from() + x] == after[region.otherFrom() + y]) {
                    x++;
                    y++;
                }
                furthest[most + 1 + diagonal] = x;
                if (x >= width && y >= height) {
                    pairBack(region, trace, most);
                    return;
                }
            }
        }
    }

    /** Where a diagonal begins: one step down from its upper neighbour or right from its lower one. */
    private static int start(int[] furthest, int most, int edits, int diagonal) {
        boolean down = isDown(furthest, most, edits, diagonal);
        return down ? furthest[most + 2 + diagonal] : furthest[most + diagonal] + 1;
    }

    private static boolean isDown(int[] furthest, int most, int edits, int diagonal) {
        return diagonal == -edits || (diagonal != edits && furthest[most + diagonal] < furthest[most + 2 + diagonal]);
    }

    private void pairBack(Region region, List<int[]> trace, int most) {
        int x = region.to() - region.from();
        int y = region.otherTo() - region.otherFrom();
        for (int edits = trace.size() - 1; edits >= 0; edits--) {
            int[] furthest = trace.get(edits);
            int diagonal = x - y;
            int begin = start(furthest, most, edits, diagonal);
            while (x > begin) {
                x--;
                y--;
                partner[region.from() + x] = region.otherFrom() + y;
            }
            if (isDown(furthest, most, edits, diagonal)) {
                y--;
            } else {
                x--;
            }
        }
    }
}
