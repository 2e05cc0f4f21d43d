package org.drawbridge.host.lab;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.drawbridge.host.CommandResult;
import org.drawbridge.host.HostException;
import org.drawbridge.host.lab.LabCall.Operation;

/** Where every call comes in: it waits the step delay and meets the faults that were ordered. */
final class LabGate {

    private final LabFaults faults;
    private final LabPause pause;
    private final Duration stepDelay;

    LabGate(LabFaults faults, LabPause pause, Duration stepDelay) {
        this.faults = faults;
        this.pause = pause;
        this.stepDelay = stepDelay;
    }

    /**
     * Lets a call in, or throws what its fault makes of it.
     *
     * @param limit how long a call that hangs is waited for
     * @return the fault that the call itself has to play: {@code QUBE_DIES} or {@code CUT_OFF}
     */
    Optional<LabFault.Kind> admit(LabCall call, Duration limit) {
        if (call.operation().isStep() && !stepDelay.isZero()) {
            pause.pass(stepDelay);
        }
        Optional<LabFault.Kind> fault = faults.strike(call);
        if (fault.isEmpty()) {
            return fault;
        }
        return switch (fault.get()) {
            case FAIL -> throw failure(call);
            case NO_SPACE ->
                throw new HostException.FileTrouble("No space left on device, so nothing was written in "
                        + (call.place().isEmpty() ? "dom0" : call.place()) + ". Make room there and try again.");
            case HANG -> {
                pause.pass(limit);
                throw new HostException.TimedOut("The lab did not answer within " + limit.toSeconds() + " s: "
                        + call.text() + ". Whether it was done is not known.");
            }
            case QUBE_DIES, CUT_OFF -> fault;
        };
    }

    private static HostException failure(LabCall call) {
        String message = "The lab was told to refuse this: " + call.text() + ".";
        return call.operation() == Operation.COMMAND
                ? new HostException.CommandFailed(
                        message, new CommandResult(1, List.of(), List.of("Fault of the lab"), false))
                : new HostException.Declined(message);
    }

    static HostException cutOff(LabCall call) {
        return new HostException.Unreachable(
                "The connection to the lab broke during this: " + call.text() + ". Whether it was done is not known.");
    }
}
