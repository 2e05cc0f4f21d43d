package org.drawbridge.job;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drawbridge.audit.Actor;
import org.drawbridge.audit.AuditEvent;
import org.drawbridge.audit.AuditEvent.Outcome;
import org.drawbridge.audit.AuditLog;
import org.drawbridge.host.RescueDesk;
import org.jspecify.annotations.Nullable;

/** The kits that lie on the host, for those who look at them. */
public final class RescueKits {

    private static final Pattern NAME = Pattern.compile("([0-9]{1,18})-[0-9a-f]{8}");

    private final Optional<RescueDesk> desk;

    private final JobStore jobs;

    private final RescueBook book;

    private final AuditLog audit;

    RescueKits(Optional<RescueDesk> desk, JobStore jobs, RescueBook book, AuditLog audit) {
        this.desk = desk;
        this.jobs = jobs;
        this.book = book;
        this.audit = audit;
    }

    /**
     * A kit.
     *
     * @param name the job's name on the host
     * @param job the job, or null where this console's database has none of that name
     * @param state the word for how it stands, such as {@code armed} or {@code kept}
     * @param until when the host goes back by itself, where it is armed, or else went or would have gone; null where not known
     * @param restoredAt when the host went back by itself, or null
     * @param left what was left as it is then, a sentence each
     * @param files the files of it that can be looked at here
     */
    public record KitView(
            String name,
            @Nullable Long job,
            String state,
            @Nullable Instant until,
            @Nullable Instant restoredAt,
            List<String> left,
            List<String> files) {

        public KitView {
            left = List.copyOf(left);
            files = List.copyOf(files);
        }

        /** Whether the host may still go back by it. */
        @JsonProperty
        public boolean armed() {
            return state.equals("armed") || state.equals("timed") || state.equals("restoring");
        }
    }

    /** Whether the host keeps kits at all. */
    public boolean areKept() {
        return desk.isPresent();
    }

    /**
     * What the host keeps, the latest first; read there.
     *
     * @throws org.drawbridge.host.HostException when the host does not answer
     */
    public List<KitView> all() {
        return desk.map(RescueDesk::kits).orElse(List.of()).stream()
                .map(this::view)
                .sorted(Comparator.comparingLong(RescueKits::number).reversed())
                .toList();
    }

    public Optional<KitView> find(String name) {
        return all().stream().filter(kit -> kit.name().equals(name)).findFirst();
    }

    /** The name of the kit that was made for a job, or nothing where none was. */
    public Optional<String> nameFor(long job) {
        return desk.flatMap(there -> book.last(job)).map(last -> PlanManifest.name(jobs.get(job)));
    }

    /** A file of a kit, as the host has it; that somebody took it is written down. */
    public Optional<byte[]> file(String name, String file, Actor actor) {
        Optional<byte[]> content = desk.flatMap(there -> there.file(name, file));
        content.ifPresent(bytes -> audit.append(AuditEvent.of(actor, "job.rescue-file", "kit:" + name, Outcome.SUCCESS)
                .with("file", file)));
        return content;
    }

    /** Kits of this console's kind begin with the job's number. */
    private static long number(KitView kit) {
        Matcher matcher = NAME.matcher(kit.name());
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
    }

    private KitView view(RescueDesk.Kit kit) {
        return new KitView(
                kit.job(),
                job(kit.job()),
                kit.state(),
                kit.until().equals(Instant.EPOCH) ? null : kit.until(),
                kit.result().map(RescueDesk.Result::at).orElse(null),
                kit.result().map(RescueDesk.Result::left).orElse(List.of()),
                desk.orElseThrow().files(kit.job()));
    }

    private @Nullable Long job(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches()
                ? jobs.find(Long.parseLong(matcher.group(1)))
                        .filter(job -> PlanManifest.name(job).equals(name))
                        .map(Job::id)
                        .orElse(null)
                : null;
    }
}
