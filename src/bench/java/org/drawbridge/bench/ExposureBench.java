package org.drawbridge.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.drawbridge.exposure.Comparison;
import org.drawbridge.exposure.Exposure;
import org.drawbridge.exposure.Packet;
import org.drawbridge.exposure.PacketWalk;
import org.drawbridge.exposure.Situation;
import org.drawbridge.name.Ipv4Address;

/** How long walks and comparisons take, and how much memory is used for them. */
public final class ExposureBench {

    private static final int ROUNDS = 3;
    private static final long MILLION = 1_000_000;

    private ExposureBench() {}

    public static void main(String[] arguments) {
        System.out.printf("%-40s %14s%n", "single walks", "walks a second");
        for (int rules : List.of(100, 10_000)) {
            System.out.printf(Locale.ROOT, "%-40s %14.0f%n", "12 qubes, " + rules + " rules", walks(rules));
        }
        System.out.printf("%n%-40s %10s %10s %8s%n", "comparison, seed recipe", "ms", "changes", "MiB");
        for (int qubes : List.of(12, 1_000)) {
            for (int rules : List.of(100, 10_000)) {
                compare(new NetQubes(qubes, rules));
            }
        }
    }

    private static double walks(int rules) {
        Situation situation = new NetQubes(12, rules).after();
        PacketWalk walk = new PacketWalk(situation.rules(), situation.topology());
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            int done = 0;
            while (System.nanoTime() - start < 1_000 * MILLION) {
                walk.walk(packet(done++));
            }
            best = Math.max(best, done * 1_000.0 * MILLION / (System.nanoTime() - start));
        }
        return best;
    }

    private static Packet packet(int number) {
        return new Packet(
                NetQubes.vif(1 + number % 11),
                Packet.SELF,
                NetQubes.address(1 + number % 11),
                Ipv4Address.of("198.51.100.7"),
                6,
                40_000,
                1 + number % 1_000,
                0,
                Packet.State.NEW,
                false,
                Packet.USUAL_TTL);
    }

    private static void compare(NetQubes netQubes) {
        Situation before = netQubes.before();
        Situation after = netQubes.after();
        List<Long> times = new ArrayList<>();
        int changes = 0;
        long used = 0;
        for (int round = 0; round < ROUNDS; round++) {
            System.gc();
            long start = System.nanoTime();
            Comparison comparison = Exposure.compare(before, after);
            times.add((System.nanoTime() - start) / MILLION);
            System.gc();
            changes = comparison.opened().size() + comparison.closed().size();
            used = Math.max(used, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        Collections.sort(times);
        System.out.printf(
                "%-40s %10d %10d %8d%n",
                netQubes.qubes() + " qubes, " + netQubes.rules() + " rules",
                times.get(ROUNDS / 2),
                changes,
                used / (1024 * 1024));
    }
}
