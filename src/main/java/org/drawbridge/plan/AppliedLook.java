package org.drawbridge.plan;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.drawbridge.format.FileDiff;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Place;
import org.drawbridge.host.QubeReport;
import org.drawbridge.plan.blueprint.CarriedStock;
import org.drawbridge.plan.blueprint.FileMemory;
import org.drawbridge.plan.blueprint.KeyfileSense;
import org.drawbridge.plan.survey.Look;
import org.drawbridge.plan.survey.Survey;
import org.jspecify.annotations.Nullable;

/** What was to be seen of artifacts in one moment, and how it compares with what it should be. */
public final class AppliedLook {

    private static final HostPath LASTING = HostPath.of("/rw");

    private final Survey survey;
    private final Supplier<FileMemory> memory;

    private AppliedLook(Survey survey, Supplier<FileMemory> memory) {
        this.survey = survey;
        this.memory = memory;
    }

    static AppliedLook of(Look look, Collection<Artifact> artifacts, Supplier<FileMemory> memory) {
        for (Artifact artifact : artifacts) {
            switch (artifact) {
                case Artifact.File file -> {
                    if (file.path().isWithin(LASTING)) {
                        look.file(file.place(), file.path());
                    } else {
                        look.rootFile(file.place(), file.path());
                    }
                    CarriedStock.source(file).ifPresent(stock -> look.file(Place.DOM0, stock));
                }
                case Artifact.Service service -> look.service(service.qube(), service.name());
                case Artifact.Property property -> {}
                case Artifact.Feature feature -> {}
                case Artifact.Power power -> {}
            }
        }
        return new AppliedLook(look.survey(), memory);
    }

    /** Every qube of the host. */
    public List<QubeReport> qubes() {
        return List.copyOf(survey.qubes().values());
    }

    /** Whether the qube of the artifact is no more. */
    public boolean isGone(Artifact artifact) {
        return artifact.where() instanceof Place.InQube in
                && survey.qube(in.qube()).isEmpty();
    }

    /** What the artifact is now, or nothing where that was not to be seen. */
    public Optional<Content> now(Artifact artifact) {
        Optional<Content> seen = survey.content(artifact);
        return artifact instanceof Artifact.File file && survey.isSecondHand(file)
                ? seen.map(content -> memory.get().expected(file, content))
                : seen;
    }

    /** Whether what is there is what should be: the same bytes, mode and owner, the same value, or a keyfile of the same meaning. */
    public static boolean isAs(Artifact artifact, Content expected, Content found) {
        if (expected instanceof Content.Setting one && found instanceof Content.Setting other) {
            return one.isDefault() == other.isDefault()
                    && (one.isDefault() || one.value().equals(other.value()));
        }
        return expected.equals(found) || KeyfileSense.isSame(artifact, expected, found);
    }

    /** The stock file that ours carries a copy of, where the copy is of another one than is there now. */
    public Optional<OutdatedCopy> outdated(AppliedArtifact applied) {
        return applied.artifact() instanceof Artifact.File file
                ? CarriedStock.source(file)
                        .flatMap(stock -> survey.image(Place.DOM0, stock)
                                .flatMap(now -> CarriedStock.carried(applied.after())
                                        .filter(carried -> !carried.equals(CarriedStock.text(now)))
                                        .map(carried -> new OutdatedCopy(
                                                new Artifact.File(Place.DOM0, stock),
                                                carried,
                                                CarriedStock.text(now)))))
                : Optional.empty();
    }

    /** The files of dom0 that an artifact is, or that it carries a copy of: packages may own them. */
    public static List<Artifact.File> packaged(AppliedArtifact applied) {
        return applied.artifact() instanceof Artifact.File file && file.place().equals(Place.DOM0)
                ? Stream.concat(
                                Stream.of(file),
                                CarriedStock.source(file).stream().map(stock -> new Artifact.File(Place.DOM0, stock)))
                        .toList()
                : List.of();
    }

    /** A unified diff from one content of a file to another; the empty text for settings. */
    public static String diff(Artifact artifact, Content from, Content to) {
        return artifact instanceof Artifact.File file
                ? FileDiff.between(file.path().value(), bytes(from), bytes(to)).text()
                : "";
    }

    private static byte @Nullable [] bytes(Content content) {
        return content instanceof Content.FileContent file ? file.image().content() : null;
    }

    /**
     * A stock file of which an older text is in use.
     *
     * @param carried the text that is in use
     * @param now the text of the stock file
     */
    public record OutdatedCopy(Artifact.File file, String carried, String now) {

        /** A unified diff from the copy to the stock file. */
        public String diff() {
            return FileDiff.between(
                            file.path().value(),
                            carried.getBytes(StandardCharsets.UTF_8),
                            now.getBytes(StandardCharsets.UTF_8))
                    .text();
        }
    }
}
