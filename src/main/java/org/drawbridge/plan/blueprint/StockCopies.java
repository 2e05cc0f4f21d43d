package org.drawbridge.plan.blueprint;

import java.util.List;
import org.drawbridge.host.PackageCommand;
import org.drawbridge.host.PackageVersion;
import org.drawbridge.host.Place;
import org.drawbridge.host.Release;
import org.drawbridge.name.PackageName;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Finding.Severity;
import org.drawbridge.plan.survey.Look;

/**
 * Keeps copies of R2B2's packages before a file of theirs is patched, so that stock can be restored without network: from what
 * Qubes downloaded before where it is still there, or else through the update qube. A copy that rpm does not find good ends the
 * job before anything was changed.
 */
final class StockCopies {

    private static final PackageCommand.Installed INSTALLED =
            new PackageCommand.Installed(List.of(PackageName.of("qubes-core-dom0"), PackageName.of("qubes-manager")));

    private StockCopies() {}

    static void look(Look look) {
        look.run(INSTALLED);
        look.folder(Place.DOM0, PackageCommand.KEPT);
        look.folder(Place.DOM0, PackageCommand.CACHE);
    }

    static void keep(Draft draft) {
        List<PackageVersion> installed = draft.survey().lines(INSTALLED).stream()
                .flatMap(line -> PackageVersion.parse(line).stream())
                .toList();
        if (installed.isEmpty()) {
            draft.find(unknown());
            return;
        }
        List<String> kept = draft.survey().folder(Place.DOM0, PackageCommand.KEPT);
        List<String> cached = draft.survey().folder(Place.DOM0, PackageCommand.CACHE);
        List<PackageVersion> wanted = installed.stream()
                .filter(version -> !kept.contains(version.fileName()))
                .toList();
        // A download empties the folder, so that it has to bring all of them.
        if (wanted.stream().anyMatch(version -> !cached.contains(version.fileName()))) {
            act(
                    draft,
                    Act.of(
                            new PackageCommand.Download(Release.R2B2, wanted),
                            "dom0: download the stock packages",
                            "The update qube fetches just the installed versions; nothing is installed by that."));
        }
        wanted.forEach(version -> act(
                draft,
                Act.of(
                        new PackageCommand.Copy(
                                PackageCommand.CACHE.resolve(version.fileName()),
                                PackageCommand.KEPT.resolve(version.fileName())),
                        "dom0: keep a copy of " + version,
                        "A file of it is patched; from the copy it can be restored without network.")));
        installed.forEach(version -> check(draft, version));
    }

    private static void check(Draft draft, PackageVersion version) {
        PackageCommand.CheckSignature check =
                new PackageCommand.CheckSignature(Release.R2B2, PackageCommand.KEPT.resolve(version.fileName()));
        act(
                draft,
                Act.of(
                                check,
                                "dom0: check the kept copy of " + version,
                                "Nothing is patched unless rpm finds the signature of the copy good.")
                        .expect(List.of(check.good())));
    }

    private static void act(Draft draft, Act act) {
        draft.add(Phase.STOCK_COPIES, act.step());
    }

    private static Finding unknown() {
        return new Finding(
                Severity.WARNING,
                "no-stock-copy",
                "rpm in dom0 knows neither qubes-core-dom0 nor qubes-manager, so no copy of them can be kept.",
                "If a patched file breaks Qubes Manager, the stock one comes back only by going back here.",
                "Look at the page Packages first.");
    }
}
