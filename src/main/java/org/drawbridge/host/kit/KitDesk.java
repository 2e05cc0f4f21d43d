package org.drawbridge.host.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.MadeFolders;
import org.drawbridge.host.Manifest;
import org.drawbridge.host.RescueDesk;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Kits in dom0's {@code /var/lib/drawbridge/rescue/}, a folder a job: {@code manifest.json}, {@code images/SHA256},
 * {@code restore.sh}, {@code power} (how qubes stood), and what {@code due.sh} beside them reads and writes.
 *
 * <p>A kit's {@code state} is {@code begun}, {@code armed}, {@code timed}, {@code kept}, {@code restoring} or {@code restored}.
 * While it is armed or timed there are also {@code until} (seconds since 1970), {@code boot} (the run of the machine after which it goes back), and
 * {@code armed}, an empty mark on which the units are conditioned. When it went back, {@code result} has the second when, and
 * the exit code of {@code restore.sh}, and {@code report} what that said.
 */
public final class KitDesk implements RescueDesk {

    /** Where the kits are in dom0. */
    public static final HostPath FOLDER = MadeFolders.OWN.resolve("rescue");

    private static final List<String> PROGRAMS = List.of("due.sh", "drawbridge-kit.timer", "drawbridge-kit.service");

    private static final Pattern JOB = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    /** The kinds of files that people look at. */
    private static final List<String> SHOWN = List.of("manifest.json", "report", "restore.sh");

    private static final String ARMED = "armed";

    private static final String POWER = "power";

    private static final String BEGUN = "begun";

    /** Armed for a time that may be days away: other jobs may be under way meanwhile, and it survives a restart. */
    private static final String TIMED = "timed";

    private static final String KEPT = "kept";

    private static final String RESTORED = "restored";

    private final KitFolder rescue;

    private final KitLock lock;

    private final KitUnits units;

    private final Supplier<String> boot;

    private final Clock clock;

    private final int kept;

    /**
     * A desk.
     *
     * @param rescue where the kits are
     * @param boot the name of this run of the machine
     * @param kept how many kits of jobs that have ended are kept
     */
    public KitDesk(Path rescue, KitUnits units, Supplier<String> boot, Clock clock, int kept) {
        this.rescue = new KitFolder(rescue);
        this.lock = new KitLock(rescue.resolve("lock"));
        this.units = units;
        this.boot = boot;
        this.clock = clock;
        this.kept = kept;
    }

    @Override
    public boolean ticks() {
        return !units.equals(KitUnits.NONE);
    }

    @Override
    public void begin(Manifest manifest) {
        locked(() -> {
            KitFolder kit = kit(manifest.job());
            kit.make();
            kit.write("manifest.json", JsonMapper.shared().writeValueAsBytes(manifest));
            List.of("result", "tries", "report").forEach(kit::remove);
            kit.writeLine("state", BEGUN);
            forgetOld();
        });
    }

    @Override
    public void keep(Manifest manifest, Contents contents) {
        KitFolder kit = kit(manifest.job());
        kit.in("images").make();
        contents.images().forEach((sum, image) -> kit.in("images").write(sum.hex(), image.content()));
        String power = contents.power().entrySet().stream()
                .map(state -> state.getKey() + " " + state.getValue() + "\n")
                .sorted()
                .collect(Collectors.joining());
        kit.write(POWER, power.getBytes(StandardCharsets.UTF_8));
        kit.write("restore.sh", contents.restore().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Instant arm(Manifest manifest, Duration within) {
        Instant until = Instant.ofEpochSecond(clock.instant().plus(within).getEpochSecond());
        locked(() -> {
            KitFolder kit = kit(manifest.job());
            require(kit, BEGUN, ARMED, TIMED);
            rescue.writeLine(ARMED, manifest.job());
            set(kit, until, boot.get(), ARMED);
        });
        return until;
    }

    @Override
    public boolean keepsTime() {
        return true;
    }

    @Override
    public Instant time(String job, Duration within) {
        Instant until = Instant.ofEpochSecond(clock.instant().plus(within).getEpochSecond());
        locked(() -> {
            require(kit(job), ARMED, TIMED);
            // What people do with the power of qubes from now on is theirs.
            kit(job).remove(POWER);
            set(kit(job), until, "", TIMED);
            forgetArmed(job);
        });
        return until;
    }

    private void set(KitFolder kit, Instant until, String run, String state) {
        PROGRAMS.forEach(name -> rescue.write(name, program(name)));
        kit.writeLine("until", Long.toString(until.getEpochSecond()));
        kit.writeLine("boot", run);
        kit.writeLine("state", state);
        kit.writeLine(ARMED, "");
        units.on();
    }

    private void forgetArmed(String job) {
        if (rescue.line(ARMED).equals(job)) {
            rescue.remove(ARMED);
        }
    }

    @Override
    public void disarm(String job) {
        locked(() -> {
            KitFolder kit = kit(job);
            if (kit.exists() && !kit.line("state").equals(KEPT)) {
                require(kit, BEGUN, ARMED, TIMED);
                kit.writeLine("state", KEPT);
                kit.remove(ARMED);
            }
            forgetArmed(job);
            if (jobs().stream().noneMatch(each -> kit(each).names().contains(ARMED))) {
                units.off();
            }
        });
    }

    @Override
    public Hold hold(String job, boolean onlyArmed) {
        rescue.make();
        Hold hold = lock.take();
        try {
            if (onlyArmed) {
                require(kit(job), ARMED);
            }
            return hold;
        } catch (HostException exception) {
            hold.close();
            throw exception;
        }
    }

    @Override
    public List<Kit> kits() {
        return jobs().stream()
                .map(this::told)
                .sorted(Comparator.comparing(Kit::until).reversed())
                .toList();
    }

    @Override
    public List<String> files(String job) {
        List<String> names = JOB.matcher(job).matches() ? kit(job).names() : List.of();
        return SHOWN.stream().filter(names::contains).toList();
    }

    @Override
    public Optional<byte[]> file(String job, String name) {
        return files(job).contains(name) ? kit(job).read(name) : Optional.empty();
    }

    private List<String> jobs() {
        return rescue.names().stream()
                .filter(name ->
                        JOB.matcher(name).matches() && !kit(name).line("state").isEmpty())
                .toList();
    }

    private Kit told(String job) {
        KitFolder kit = kit(job);
        return new Kit(job, kit.line("state"), second(kit.line("until")), result(kit));
    }

    private static Optional<Result> result(KitFolder kit) {
        String[] words = kit.line("result").split(" ", 2);
        if (words.length < 2) {
            return Optional.empty();
        }
        String report = kit.read("report")
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
        return Optional.of(new Result(second(words[0]), KitReport.left(words[1], report)));
    }

    private static Instant second(String text) {
        try {
            return Instant.ofEpochSecond(Long.parseLong(text));
        } catch (NumberFormatException exception) {
            return Instant.EPOCH;
        }
    }

    private static void require(KitFolder kit, String... states) {
        String state = kit.line("state");
        if (!Arrays.asList(states).contains(state)) {
            throw new HostException.Declined(
                    state.startsWith("restor")
                            ? "The host has gone back by itself, since the job's time was over or the machine was started again."
                            : "There is no kit on the host by which it could go back. Go back, and plan again.");
        }
    }

    /** Keeps the newest kits of those that have ended; what is under way is never forgotten. */
    private void forgetOld() {
        jobs().stream()
                .map(this::told)
                .filter(kit -> kit.state().equals(KEPT) || kit.state().equals(RESTORED))
                .sorted(Comparator.comparing(Kit::until).reversed())
                .skip(kept)
                .forEach(kit -> kit(kit.job()).removeAll());
    }

    private void locked(Runnable work) {
        try (Hold hold = hold("", false)) {
            Objects.requireNonNull(hold);
            work.run();
        }
    }

    private KitFolder kit(String job) {
        return rescue.in(job);
    }

    private static byte[] program(String name) {
        try (@Nullable InputStream stream = KitDesk.class.getResourceAsStream("/rescue/" + name)) {
            return Objects.requireNonNull(stream).readAllBytes();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
