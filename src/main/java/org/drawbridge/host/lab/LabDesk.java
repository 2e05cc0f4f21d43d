package org.drawbridge.host.lab;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.drawbridge.host.HostException;
import org.drawbridge.host.Release;
import org.drawbridge.host.lab.LabCall.Operation;
import org.drawbridge.name.QubeName;

/** Takes the calls of a lab one after the other, each with its delay and fault, and writes down what it changed. */
final class LabDesk implements LabHands.Worlds {

    static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final LabFolder folder;
    private final Release release;
    private final LabGate gate;
    private final Power power;
    private final ReentrantLock lock = new ReentrantLock();

    LabDesk(LabFolder folder, Release release, LabGate gate, Power power) {
        this.folder = folder;
        this.release = release;
        this.gate = gate;
        this.power = power;
    }

    /** Keeps all calls out while something is done to the folder itself. */
    void alone(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public <T> T in(Function<World, T> body) {
        return inWorld(true, body);
    }

    /** Looks only. */
    <T> T call(LabCall call, Function<World, T> body) {
        return play(call, LIMIT, body, world -> {});
    }

    /** Changes something. */
    void change(LabCall call, Consumer<World> body) {
        play(
                call,
                call.operation() == Operation.START ? START_LIMIT : LIMIT,
                world -> {
                    body.accept(world);
                    return true;
                },
                body);
    }

    /** Runs a call with its fault, if it has one; {@code half} is what is left when it is cut off. */
    <T> T play(LabCall call, Duration limit, Function<World, T> body, Consumer<World> half) {
        Optional<LabFault.Kind> fault = gate.admit(call, limit);
        return inWorld(call.operation().isStep() || fault.isPresent(), world -> {
            if (fault.isEmpty()) {
                return body.apply(world);
            }
            if (fault.get() == LabFault.Kind.QUBE_DIES) {
                return afterDeath(world, call, body);
            }
            half.accept(world);
            throw LabGate.cutOff(call);
        });
    }

    private <T> T afterDeath(World world, LabCall call, Function<World, T> body) {
        boolean dies =
                !call.place().isEmpty() && !call.place().equals(QubeName.DOM0.value()) && world.exists(call.place());
        if (!dies || call.operation() == Operation.START) {
            throw new HostException.Declined("The lab was told to let the qube die: " + call.text() + " was not done.");
        }
        if (world.isRunning(call.place())) {
            power.end(world, call.place());
        }
        return body.apply(world);
    }

    /** Runs one operation by itself; what it changed is written even where it was refused half-way. */
    private <T> T inWorld(boolean changes, Function<World, T> body) {
        lock.lock();
        try {
            World world = new World(folder, release);
            try {
                return body.apply(world);
            } finally {
                if (changes) {
                    world.save();
                }
            }
        } catch (UncheckedIOException exception) {
            throw new HostException.FileTrouble("The lab's folder could not be read or written ("
                    + exception.getMessage() + "). Look at the disk and try again.");
        } finally {
            lock.unlock();
        }
    }
}
