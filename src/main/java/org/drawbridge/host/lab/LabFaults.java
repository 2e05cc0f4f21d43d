package org.drawbridge.host.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The faults that a person or a test has ordered; they are kept in memory only, never in the lab's folder. */
public final class LabFaults {

    private final List<Waiting> waiting = new ArrayList<>();
    private final List<LabCall> steps = new ArrayList<>();
    private boolean dhcpSilent;
    private boolean recording;

    /** Orders a fault. */
    public synchronized void add(LabFault fault) {
        waiting.add(new Waiting(fault));
    }

    /** The faults that have not struck for the last time yet. */
    public synchronized List<LabFault> list() {
        return waiting.stream().map(each -> each.fault).toList();
    }

    /** Takes all faults back, and lets DHCP servers answer again. */
    public synchronized void clear() {
        waiting.clear();
        dhcpSilent = false;
    }

    /** Lets the DHCP servers of all networks keep silent, or answer again. */
    public synchronized void silenceDhcp(boolean silent) {
        dhcpSilent = silent;
    }

    public synchronized boolean dhcpIsSilent() {
        return dhcpSilent;
    }

    /** Notes the calls that change something or run a command from now on, so that a test can count them. */
    public synchronized void recordSteps() {
        recording = true;
        steps.clear();
    }

    /** The calls since {@link #recordSteps()}, in their order. */
    public synchronized List<LabCall> recordedSteps() {
        return List.copyOf(steps);
    }

    /** What strikes this call, if anything does; it counts as one call of every fault that waits for such. */
    synchronized Optional<LabFault.Kind> strike(LabCall call) {
        if (recording && call.operation().isStep()) {
            steps.add(call);
        }
        LabFault.@Nullable Kind struck = null;
        for (Waiting each : waiting) {
            if (each.strikes(call) && struck == null) {
                struck = each.fault.kind();
            }
        }
        waiting.removeIf(Waiting::isOver);
        return Optional.ofNullable(struck);
    }

    private static final class Waiting {
        private final LabFault fault;
        private int seen;

        Waiting(LabFault fault) {
            this.fault = fault;
        }

        boolean strikes(LabCall call) {
            if (!fault.calls().test(call)) {
                return false;
            }
            seen++;
            return seen >= fault.nth();
        }

        boolean isOver() {
            return (long) seen - fault.nth() + 1 >= fault.times();
        }
    }
}
