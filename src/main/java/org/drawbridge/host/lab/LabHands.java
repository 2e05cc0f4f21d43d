package org.drawbridge.host.lab;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.drawbridge.host.HostException;
import org.drawbridge.host.Place;
import org.drawbridge.name.Ipv4Address;
import org.drawbridge.name.PackageName;
import org.drawbridge.name.QubeName;

/** What happens in the lab without Drawbridge: a person clones or removes a qube, one crashes, a connection is opened. */
public final class LabHands {

    private final Worlds worlds;
    private final Power power;

    LabHands(Worlds worlds, Power power) {
        this.worlds = worlds;
        this.power = power;
    }

    /** Clones a halted qube with its properties, features and files, as {@code qvm-clone} does. */
    public void cloneQube(QubeName source, QubeName target) {
        act(world -> {
            if (world.exists(target.value()) || world.isRunning(source.value())) {
                throw new HostException.Declined(
                        "A qube can be cloned while it is halted, to a name that no qube has yet.");
            }
            QubeNotes from = world.qube(source.value());
            QubeNotes notes = new QubeNotes();
            notes.qubeClass = from.qubeClass;
            notes.qid = 1
                    + world.names().stream()
                            .mapToInt(name -> world.qube(name).qid)
                            .max()
                            .orElse(0);
            notes.properties.putAll(from.properties);
            notes.features.putAll(from.features);
            notes.services.putAll(from.services);
            notes.tags.addAll(from.tags);
            LabFolder folder = world.folder();
            AtomicFiles.write(folder.qubeFile(target.value()), folder.json().write(notes));
            folder.rootImage(source.value()).copyTo(folder.rootImage(target.value()));
            folder.privateImage(source.value()).copyTo(folder.privateImage(target.value()));
        });
    }

    /** Removes a halted qube that nobody uses. */
    public void removeQube(QubeName qube) {
        act(world -> {
            String name = qube.value();
            boolean used = world.names().stream()
                    .anyMatch(other -> Facts.netvm(world, other)
                                    .filter(name::equals)
                                    .isPresent()
                            || Facts.template(world, other).filter(name::equals).isPresent());
            if (used || world.isRunning(name)) {
                throw new HostException.Declined("A qube can be removed while it is halted and nobody uses it.");
            }
            AtomicFiles.deleteTree(world.folder().qubeFolder(name));
            world.forget(name);
            world.folder().madeFolders(made -> made.without(Place.in(qube)));
        });
    }

    /** Lets a running qube crash. */
    public void kill(QubeName qube) {
        act(world -> {
            world.mustRun(qube.value());
            power.end(world, qube.value());
        });
    }

    /** Lets the repositories have another version of a package, and no other. */
    public void publish(PackageName name, String version) {
        act(world -> world.host().repository.put(name.value(), version));
    }

    /** Lets conntrack of a running net qube follow a connection that was opened. */
    public void openConnection(QubeName netvm, Ipv4Address source, Ipv4Address destination) {
        act(world -> world.mustRun(netvm.value())
                .connections
                .add(new RunningNotes.Connection(source.value(), destination.value())));
    }

    /** How many connections conntrack of a running qube follows. */
    public int connections(QubeName qube) {
        return worlds.in(world -> world.mustRun(qube.value()).connections.size());
    }

    /** What went wrong while a running qube started. */
    public List<String> startMessages(QubeName qube) {
        return worlds.in(world -> List.copyOf(world.mustRun(qube.value()).startMessages));
    }

    private void act(Consumer<World> action) {
        worlds.in(world -> {
            action.accept(world);
            return true;
        });
    }

    /** Runs something in the lab while nothing else does. */
    @FunctionalInterface
    interface Worlds {
        <T> T in(Function<World, T> body);
    }
}
