package org.drawbridge.stock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.drawbridge.audit.Actor;
import org.drawbridge.audit.AuditEvent;
import org.drawbridge.audit.AuditLog;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.PackageVersion;
import org.drawbridge.host.Release;
import org.drawbridge.job.JobView;
import org.drawbridge.job.Jobs;
import org.drawbridge.name.PackageName;
import org.drawbridge.name.Sha256;
import org.drawbridge.plan.AppliedFile;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.Plans;
import org.drawbridge.stock.RestoreReview.PackageReview;
import org.springframework.stereotype.Service;

/** Puts stock packages back: first says what that does, then does it as a job. */
@Service
public class Restores {

    private static final Duration VALID = Duration.ofHours(1);

    private static final int LONGEST_NAME = 64;

    private final Host host;
    private final StockPackages packages;
    private final Plans plans;
    private final Jobs jobs;
    private final ReviewTable table;
    private final AuditLog audit;
    private final Clock clock;

    Restores(
            Host host, StockPackages packages, Plans plans, Jobs jobs, ReviewTable table, AuditLog audit, Clock clock) {
        this.host = host;
        this.packages = packages;
        this.plans = plans;
        this.jobs = jobs;
        this.table = table;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What a person decides.
     *
     * @param sources the word of the source of each package; the first one of its review where it is left out
     * @param configs edited configuration files that are to be put back too
     */
    public record Choice(Map<PackageName, String> sources, Set<HostPath> configs) {

        /** The usual sources, and configuration stays as it is. */
        public static final Choice USUAL = new Choice(Map.of(), Set.of());

        public Choice {
            sources = Map.copyOf(sources);
            configs = Set.copyOf(configs);
        }
    }

    /**
     * Looks at what putting these packages back would do, and keeps that to be read.
     *
     * @throws NotRestorableException when one is not known or not installed
     */
    public RestoreReview review(List<PackageName> names, Actor actor) {
        RestoreReview review = look(names);
        audit.append(AuditEvent.of(actor, "packages.review", "packages", AuditEvent.Outcome.SUCCESS)
                .with("packages", words(review))
                .with("review", review.id().toString()));
        table.add(review);
        return review;
    }

    /**
     * The review of that name.
     *
     * @throws NoSuchReviewException when there is none
     */
    public RestoreReview get(UUID id) {
        return table.find(id).orElseThrow(() -> new NoSuchReviewException(id));
    }

    /**
     * Starts the job of a review, and returns at once.
     *
     * @throws StaleReviewException when the packages are not as they were
     * @throws NotRestorableException when a source is none of the review's
     * @throws org.drawbridge.job.HostBusyException when another job holds the host
     */
    public JobView start(UUID id, Choice choice, Actor actor) {
        RestoreReview review = get(id);
        RestoreReview now =
                look(review.packages().stream().map(PackageReview::name).toList());
        if (!now.basis().equals(review.basis())) {
            throw new StaleReviewException();
        }
        Plan plan = plan(review, choice);
        audit.append(AuditEvent.of(actor, "packages.restore", "packages", AuditEvent.Outcome.INTENT)
                .with("packages", words(review))
                .with("plan", plan.id().toString())
                .with(
                        "configs",
                        String.join(
                                " ",
                                choice.configs().stream()
                                        .map(HostPath::value)
                                        .sorted()
                                        .toList())));
        plans.keepRestore(plan, actor);
        return jobs.restore(plan, actor);
    }

    private RestoreReview look(List<PackageName> names) {
        Release release = packages.release()
                .orElseThrow(
                        () -> new NotRestorableException(
                                "The host does not answer, or is of no release that Drawbridge knows. Look at it under Settings."));
        List<StockPackage> all = packages.all();
        List<StockPackage> chosen =
                all.stream().filter(stock -> names.contains(stock.name())).toList();
        Set<PackageName> known = all.stream().map(StockPackage::name).collect(Collectors.toSet());
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new NotRestorableException(
                    "Drawbridge does not look after a package " + name + ". Choose one of the page Packages.");
        });
        List<PackageReview> reviews = new ArrayList<>();
        List<AppliedFile> applied = plans.appliedFiles();
        PackageReader reader = new PackageReader(host, release);
        try (StockTexts texts = new StockTexts(host, applied)) {
            chosen.forEach(stock -> reviews.add(review(stock, reader, texts)));
        }
        return new RestoreReview(UUID.randomUUID(), clock.instant(), release, reviews, basis(reviews));
    }

    private static PackageReview review(StockPackage stock, PackageReader reader, StockTexts texts) {
        PackageVersion installed = stock.installed()
                .orElseThrow(() -> new NotRestorableException(stock.name()
                        + " is not installed, as far as rpm tells. " + String.join(" ", stock.troubles())
                        + " Install it with qubes-dom0-update first."));
        Map<HostPath, Sha256> sums = reader.sums(stock.name());
        Optional<KeptCopy> good = stock.keptOfInstalled().filter(KeptCopy::isGood);
        return new PackageReview(
                stock.name(),
                installed,
                stock.modified().stream()
                        .filter(file -> !file.staysWhenReinstalled())
                        .map(file -> texts.review(file, sums, good))
                        .toList(),
                stock.modified().stream()
                        .filter(ModifiedFile::staysWhenReinstalled)
                        .map(file -> texts.review(file, sums, good))
                        .toList(),
                stock.leftovers(),
                sources(stock),
                stock.kept().stream()
                        .filter(copy -> !copy.isGood())
                        .map(copy ->
                                "The kept copy of version " + copy.version().version() + " is refused and not used. "
                                        + copy.refusal().orElse(""))
                        .toList());
    }

    private static List<Source> sources(StockPackage stock) {
        List<Source> sources = new ArrayList<>();
        for (KeptCopy copy : stock.kept()) {
            if (copy.isGood()) {
                boolean same = stock.installed().filter(copy.version()::equals).isPresent();
                sources.add(new Source.Kept(copy.version(), copy.file(), same));
            }
        }
        boolean kept = sources.stream().anyMatch(source -> source instanceof Source.Kept copy && copy.installed());
        sources.add(kept ? sources.size() : 0, new Source.Repository());
        sources.add(new Source.Newest());
        return sources;
    }

    private Plan plan(RestoreReview review, Choice choice) {
        RestorePlan plan = new RestorePlan(host, review.release(), choice.configs());
        Instant now = clock.instant();
        plan.download(review.packages().stream()
                .filter(each -> source(each, choice) instanceof Source.Repository)
                .map(PackageReview::installed)
                .toList());
        review.packages().forEach(each -> plan.add(each, source(each, choice)));
        plan.restart();
        return new Plan(
                UUID.randomUUID(),
                Plan.Kind.RESTORE,
                0,
                words(review).substring(0, Math.min(words(review).length(), LONGEST_NAME)),
                0,
                review.release(),
                now,
                now.plus(VALID),
                List.of("Stock packages are put back: " + words(review) + "."),
                plan.steps(),
                List.of(),
                plan.preconditions(),
                List.of(),
                Optional.empty(),
                Sha256.of(review.basis() + plan.steps()).hex());
    }

    private static Source source(PackageReview review, Choice choice) {
        String word = choice.sources().getOrDefault(review.name(), "");
        if (word.isEmpty()) {
            return review.sources().getFirst();
        }
        return review.sources().stream()
                .filter(source -> source.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new NotRestorableException(
                        "There is no such source of " + review.name() + ". Choose one of those that are offered."));
    }

    private static String basis(List<PackageReview> packages) {
        return Sha256.of(packages.toString()).hex();
    }

    private static String words(RestoreReview review) {
        return String.join(
                ", ",
                review.packages().stream().map(each -> each.name().value()).toList());
    }
}
