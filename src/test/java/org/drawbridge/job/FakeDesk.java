package org.drawbridge.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drawbridge.host.HostException;
import org.drawbridge.host.Manifest;
import org.drawbridge.host.RescueDesk;

/** A host's own way back that notes what it is asked, as strict as the agent in dom0. */
final class FakeDesk implements RescueDesk {

    /** What it was asked, in order. */
    final List<String> asked = new ArrayList<>();

    final Map<String, Kit> kits = new LinkedHashMap<>();

    Manifest manifest;

    /** Verbs that it refuses. */
    final List<String> refused = new ArrayList<>();

    /** Is called before each answer. */
    Runnable meanwhile = () -> {};

    private final Clock clock;

    FakeDesk(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void begin(Manifest wanted) {
        ask("begin");
        if (kits.values().stream().anyMatch(kit -> kit.state().equals("armed"))) {
            throw new HostException.Refused("Another job is under way.");
        }
        kits.put(wanted.job(), new Kit(wanted.job(), "begun", clock.instant(), Optional.empty()));
    }

    @Override
    public Instant arm(Manifest wanted, Duration within) {
        ask("arm " + within);
        Kit kit = kits.get(wanted.job());
        if (kit == null || !List.of("begun", "armed", "timed").contains(kit.state())) {
            throw new HostException.Refused("Nobody agreed to that.");
        }
        manifest = wanted;
        Instant until = clock.instant().plus(within);
        kits.put(wanted.job(), new Kit(wanted.job(), "armed", until, Optional.empty()));
        return until;
    }

    /** Whether the host looks after a time by itself. */
    boolean keepsTime = true;

    @Override
    public boolean keepsTime() {
        return keepsTime;
    }

    @Override
    public Instant time(String job, Duration within) {
        ask("time " + within);
        Instant until = clock.instant().plus(within);
        kits.put(job, new Kit(job, "timed", until, Optional.empty()));
        return until;
    }

    @Override
    public void disarm(String job) {
        ask("disarm");
        end(job, "kept", Optional.empty());
    }

    /** The host goes back by itself. */
    void restore(String job, String... left) {
        end(job, "restored", Optional.of(new Result(clock.instant(), List.of(left))));
    }

    private void end(String job, String state, Optional<Result> result) {
        kits.computeIfPresent(job, (name, kit) -> new Kit(name, state, kit.until(), result));
    }

    String only() {
        return kits.keySet().iterator().next();
    }

    Kit kit() {
        return kits.get(only());
    }

    @Override
    public List<Kit> kits() {
        return List.copyOf(kits.values());
    }

    private void ask(String what) {
        asked.add(what);
        meanwhile.run();
        if (refused.contains(what.split(" ", 2)[0])) {
            throw new HostException.Refused("dom0 refused " + what + ".");
        }
    }
}
