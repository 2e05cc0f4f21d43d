package org.drawbridge.stock;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostCommand;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.PackageCommand;
import org.drawbridge.host.PackageVersion;
import org.drawbridge.host.Place;
import org.drawbridge.host.Release;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.HostCheck;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.Preconditions;
import org.drawbridge.plan.Step;
import org.drawbridge.stock.RestoreReview.FileReview;
import org.drawbridge.stock.RestoreReview.PackageReview;

/** Puts the steps together by which packages become stock again; reads the files that go, and changes nothing. */
final class RestorePlan {

    private final Host host;

    private final Release release;

    private final Set<HostPath> configs;

    private final List<Step> steps = new ArrayList<>();

    private final Map<Artifact, Plan.Precondition> preconditions = new LinkedHashMap<>();

    /**
     * @param configs the edited configuration files that are to be put back too
     */
    RestorePlan(Host host, Release release, Set<HostPath> configs) {
        this.host = host;
        this.release = release;
        this.configs = configs;
    }

    /** R2B2's yum reinstalls only what was downloaded before, all in one go, since each download empties the folder. */
    void download(List<PackageVersion> packages) {
        if (release == Release.R2B2 && !packages.isEmpty()) {
            act(
                    new PackageCommand.Download(release, packages),
                    Optional.empty(),
                    List.of(),
                    "dom0: download "
                            + String.join(
                                    ", ",
                                    packages.stream().map(Object::toString).toList()),
                    "The update qube fetches just the installed versions; nothing is installed by that.");
        }
    }

    void add(PackageReview review, Source source) {
        List<HostPath> back = new ArrayList<>();
        for (FileReview file : review.overwritten()) {
            back.add(file.file().path());
            expect(file.file().path());
        }
        boolean some = false;
        for (FileReview file : review.configs()) {
            if (configs.contains(file.file().path())) {
                back.add(file.file().path());
                moveAway(file.file().path());
            } else {
                some = true;
            }
        }
        PackageCommand.Verify verify = new PackageCommand.Verify(review.name());
        HostCheck isBack = new HostCheck(
                verify, List.of(), back.stream().map(HostPath::value).toList());
        install(review, source, isBack);
        act(
                verify,
                Optional.of(some ? isBack : new HostCheck(verify, List.of(), List.of("/"))),
                List.of(),
                "dom0: verify " + review.name(),
                some
                        ? "rpm -V must find nothing but the configuration that you leave as it is."
                        : "rpm -V must find nothing that differs.");
    }

    private void install(PackageReview review, Source source, HostCheck isBack) {
        String name = review.name().value();
        switch (source) {
            case Source.Kept kept -> {
                PackageCommand.CheckSignature check = new PackageCommand.CheckSignature(release, kept.file());
                act(
                        check,
                        Optional.empty(),
                        List.of(check.good()),
                        "dom0: check the signature of the kept copy of " + name,
                        "An altered copy must not be installed.");
                act(
                        new PackageCommand.InstallFile(kept.version(), kept.file()),
                        Optional.of(isBack),
                        List.of(),
                        "dom0: put back " + kept.version() + " from the kept copy",
                        "It needs no network.");
            }
            case Source.Repository repository ->
                act(
                        new PackageCommand.Reinstall(release, review.name()),
                        Optional.of(isBack),
                        List.of(),
                        "dom0: reinstall " + name,
                        release == Release.R2B2
                                ? "From what was downloaded in the step before."
                                : "The update qube downloads the installed version.");
            case Source.Newest newest ->
                act(
                        new PackageCommand.Newest(release, review.name()),
                        Optional.of(isBack),
                        List.of(),
                        "dom0: take the newest " + name,
                        "You chose it in place of the installed version.");
        }
    }

    /** What runs with the old files is started anew. */
    void restart() {
        HostCommand command =
                release == Release.R2B2 ? new HostCommand.CloseQubesManager() : new HostCommand.RestartQubesd();
        act(
                command,
                Optional.empty(),
                List.of(),
                release == Release.R2B2 ? "dom0: close Qubes Manager" : "dom0: restart qubesd",
                release == Release.R2B2
                        ? "It goes on with the old files until it is started anew: start it from the menu."
                        : "It goes on with the old files until it is restarted; qubes go on running.");
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    List<Plan.Precondition> preconditions() {
        return List.copyOf(preconditions.values());
    }

    /** The edited file is kept under another name; rpm then finds none and puts its own. */
    private void moveAway(HostPath path) {
        Optional<FileImage> image = host.read(Place.DOM0, path);
        if (image.isEmpty()) {
            return;
        }
        Content edited = new Content.FileContent(image.get());
        Artifact.File file = new Artifact.File(Place.DOM0, path);
        HostPath saved = free(path);
        steps.add(new Step.Change(
                steps.size() + 1,
                new Artifact.File(Place.DOM0, saved),
                Content.NO_FILE,
                edited,
                "dom0: keep the edited " + path.name() + " as " + saved.name(),
                "You chose to put back the package’s file; nothing of yours is lost.",
                ""));
        steps.add(new Step.Change(
                steps.size() + 1,
                file,
                edited,
                Content.NO_FILE,
                "dom0: remove " + path,
                "rpm leaves an edited configuration file alone, and puts its own only where there is none.",
                ""));
        expect(path);
    }

    private HostPath free(HostPath path) {
        return Stream.iterate(1, number -> number + 1)
                .map(number -> HostPath.of(path.value() + Leftovers.SAVED + (number == 1 ? "" : "-" + number)))
                .filter(saved -> host.read(Place.DOM0, saved).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private void expect(HostPath path) {
        Artifact.File file = new Artifact.File(Place.DOM0, path);
        preconditions.put(
                file, new Plan.Precondition(file, Preconditions.of(Content.ofFile(host.read(Place.DOM0, path)))));
    }

    private void act(HostCommand command, Optional<HostCheck> check, List<String> expect, String title, String reason) {
        steps.add(new Step.Action(steps.size() + 1, command, List.of(), check, expect, title, reason));
    }
}
