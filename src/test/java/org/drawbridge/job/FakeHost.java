package org.drawbridge.job;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.drawbridge.host.CommandResult;
import org.drawbridge.host.Expected;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostCommand;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.HostStatus;
import org.drawbridge.host.Link;
import org.drawbridge.host.OutputListener;
import org.drawbridge.host.Place;
import org.drawbridge.host.PropertyValue;
import org.drawbridge.host.QubeReport;
import org.drawbridge.host.Release;
import org.drawbridge.name.QubeName;

/** A host in memory whose whole state can be compared, and which fails in the moment and the way that a test wants. */
public class FakeHost implements Host {

    /** The ways in which an operation goes wrong. */
    enum Fault {
        /** Nothing is done. */
        FAIL,
        /** It is done, but no answer comes. */
        HANG,
        /** A write ends half-way; anything else is done without an answer. */
        CUT,
        /** The qube of the operation dies before it. */
        DIE,
        /** The console's process is gone before the operation. */
        CRASH_BEFORE,
        /** The console's process is gone after the operation. */
        CRASH_AFTER,
        /** The console's process is gone half-way through a write. */
        CRASH_WITHIN
    }

    /** Stands for the end of the console's process. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final Map<String, String> power = new TreeMap<>();

    private final Map<String, FileImage> files = new TreeMap<>();

    private final Map<String, String> settings = new TreeMap<>();

    private final Set<String> rules = new LinkedHashSet<>();

    private final List<String> operations = new ArrayList<>();

    private int faultAt = -1;

    private int faults;

    private Fault fault = Fault.FAIL;

    FakeHost qube(String name, String state) {
        power.put(name, state);
        return this;
    }

    FakeHost file(String place, String path, String text, int mode) {
        files.put(place + ":" + path, FileImage.ofRoot(text.getBytes(java.nio.charset.StandardCharsets.UTF_8), mode));
        return this;
    }

    /** Everything that a job could have changed. */
    public String state() {
        Map<String, String> texts = new TreeMap<>();
        files.forEach((name, image) -> texts.put(name, image + " " + image.sha256()));
        return power + "\n" + texts + "\n" + settings + "\n" + rules;
    }

    /** The same without one file. */
    String stateWithout(String place, String path) {
        FileImage image = files.remove(place + ":" + path);
        String state = state();
        if (image != null) {
            files.put(place + ":" + path, image);
        }
        return state;
    }

    boolean has(String place, String path) {
        return files.containsKey(place + ":" + path);
    }

    /** What was done so far, in order. */
    List<String> operations() {
        return operations;
    }

    /** Lets this many operations go wrong, from the one of that number (from 0) on. */
    void faultAt(int operation, Fault kind, int count) {
        faultAt = operations.size() + operation;
        fault = kind;
        faults = count;
    }

    private void doing(Place place, String what, Runnable half, Runnable whole) {
        int number = operations.size();
        operations.add(place.label() + ": " + what);
        if (faultAt < 0 || number < faultAt || faults == 0) {
            whole.run();
            return;
        }
        faults--;
        switch (fault) {
            case FAIL -> throw new HostException.FileTrouble("No space is left. Make some and go on.");
            case HANG -> {
                whole.run();
                throw new HostException.TimedOut("No answer came within 20 s.");
            }
            case CUT -> {
                half.run();
                throw new HostException.FileTrouble("The write was cut off.");
            }
            case DIE -> {
                if (place instanceof Place.InQube in) {
                    power.put(in.qube().value(), "Halted");
                    throw new HostException.NotRunning(in.qube());
                }
                throw new HostException.Unreachable("The host does not answer.");
            }
            case CRASH_BEFORE -> throw new Crash();
            case CRASH_AFTER -> {
                whole.run();
                throw new Crash();
            }
            case CRASH_WITHIN -> {
                half.run();
                throw new Crash();
            }
        }
    }

    @Override
    public HostStatus status() {
        return new HostStatus("lab", Release.R4_2, true, "ready");
    }

    @Override
    public List<QubeReport> qubes() {
        return power.keySet().stream()
                .map(QubeName::of)
                .flatMap(name -> qube(name).stream())
                .toList();
    }

    @Override
    public Optional<QubeReport> qube(QubeName name) {
        String state = power.get(name.value());
        if (state == null) {
            return Optional.empty();
        }
        TreeMap<String, PropertyValue> properties = new TreeMap<>();
        properties.put("netvm", new PropertyValue("sys-firewall", true));
        properties.put("mac", new PropertyValue("00:16:3e:5e:6c:00", true));
        TreeMap<String, String> features = new TreeMap<>();
        settings.forEach((key, value) -> {
            String[] parts = key.split(":", -1);
            if (parts[0].equals(name.value()) && parts[1].equals("property")) {
                properties.put(parts[2], new PropertyValue(value, false));
            } else if (parts[0].equals(name.value()) && parts[1].equals("feature")) {
                features.put(parts[2], value);
            }
        });
        return Optional.of(new QubeReport(
                name, "AppVM", "red", state, null, null, null, null, false, 3, "pvh", properties, features));
    }

    @Override
    public List<Link> links(QubeName qube) {
        requireRunning(Place.in(qube));
        return List.of();
    }

    @Override
    public void setProperty(QubeName qube, String property, String value) {
        set(qube, "property:" + property, Optional.of(value));
    }

    @Override
    public void resetProperty(QubeName qube, String property) {
        set(qube, "property:" + property, Optional.empty());
    }

    @Override
    public void setFeature(QubeName qube, String feature, String value) {
        set(qube, "feature:" + feature, Optional.of(value));
    }

    @Override
    public void removeFeature(QubeName qube, String feature) {
        set(qube, "feature:" + feature, Optional.empty());
    }

    @Override
    public Optional<Boolean> service(QubeName qube, String service) {
        return Optional.ofNullable(settings.get(qube + ":service:" + service)).map("on"::equals);
    }

    @Override
    public void setService(QubeName qube, String service, Optional<Boolean> on) {
        set(qube, "service:" + service, on.map(is -> is ? "on" : "off"));
    }

    private void set(QubeName qube, String key, Optional<String> value) {
        Runnable whole = () -> {
            if (value.isPresent()) {
                settings.put(qube + ":" + key, value.get());
            } else {
                settings.remove(qube + ":" + key);
            }
        };
        doing(Place.in(qube), key + " " + value.orElse("reset"), whole, whole);
    }

    @Override
    public void start(QubeName qube) {
        doing(
                Place.in(qube),
                "start",
                () -> power.put(qube.value(), "Transient"),
                () -> power.put(qube.value(), "Running"));
    }

    @Override
    public void shutdown(QubeName qube) {
        doing(
                Place.in(qube),
                "shutdown",
                () -> power.put(qube.value(), "Transient"),
                () -> power.put(qube.value(), "Halted"));
    }

    @Override
    public Optional<FileImage> read(Place place, HostPath path) {
        requireRunning(place);
        return Optional.ofNullable(files.get(place.label() + ":" + path));
    }

    @Override
    public List<String> list(Place place, HostPath folder) {
        throw new UnsupportedOperationException("no job lists folders");
    }

    @Override
    public void write(Place place, HostPath path, FileImage image, Expected expected) {
        requireRunning(place);
        require(place, path, expected);
        byte[] whole = image.content();
        byte[] part = Arrays.copyOf(whole, whole.length / 2);
        String key = place.label() + ":" + path;
        doing(place, "write " + path, () -> files.put(key, image.withContent(part)), () -> files.put(key, image));
    }

    @Override
    public void delete(Place place, HostPath path, Expected expected) {
        requireRunning(place);
        require(place, path, expected);
        Runnable whole = () -> files.remove(place.label() + ":" + path);
        doing(place, "delete " + path, whole, whole);
    }

    @Override
    public CommandResult run(HostCommand command, OutputListener listener) {
        requireRunning(command.place());
        if (command instanceof HostCommand.IptablesSave) {
            return CommandResult.success(rules.toArray(String[]::new));
        }
        listener.line("running " + command.argv().getFirst());
        if (command instanceof HostCommand.IptablesDelta delta) {
            Runnable whole = () -> delta.lines().forEach(this::ruleLine);
            doing(command.place(), "delta " + delta.lines(), whole, whole);
        } else {
            doing(command.place(), String.join(" ", command.argv()), () -> {}, () -> {});
        }
        return CommandResult.success("connection.id:bridge0");
    }

    private void ruleLine(String line) {
        if (line.startsWith("-D")) {
            rules.remove("-A" + line.substring(2));
        } else {
            rules.add("-A" + line.substring(2));
        }
    }

    private void require(Place place, HostPath path, Expected expected) {
        Optional<FileImage> found = Optional.ofNullable(files.get(place.label() + ":" + path));
        if (!expected.holdsFor(found)) {
            throw new HostException.PreconditionFailed(place, path, expected, found);
        }
    }

    private void requireRunning(Place place) {
        if (place instanceof Place.InQube in
                && !"Running".equals(power.get(in.qube().value()))) {
            throw new HostException.NotRunning(in.qube());
        }
    }
}
