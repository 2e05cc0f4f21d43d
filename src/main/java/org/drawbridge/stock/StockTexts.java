package org.drawbridge.stock;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drawbridge.format.FileDiff;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.OutputListener;
import org.drawbridge.host.PackageCommand;
import org.drawbridge.host.Place;
import org.drawbridge.name.Sha256;
import org.drawbridge.plan.AppliedFile;
import org.drawbridge.plan.Content;
import org.drawbridge.stock.RestoreReview.FileReview;

/**
 * Finds what a packaged file is in stock: in what a plan found there before it changed it, or in the kept copy, which is unpacked
 * for that under a root of its own. Either counts only where its sum is the one that the package has of the file.
 */
final class StockTexts implements AutoCloseable {

    private final Host host;

    private final List<AppliedFile> applied;

    private boolean unpacked;

    StockTexts(Host host, List<AppliedFile> applied) {
        this.host = host;
        this.applied = applied;
    }

    /** What becomes of a file when it is put back. */
    FileReview review(ModifiedFile file, Map<HostPath, Sha256> sums, Optional<KeptCopy> kept) {
        if (!file.flags().equals(VerifyLine.MISSING) && !file.flags().contains("5")) {
            return new FileReview(file, "", "Its content is the package’s: " + file.words() + ".");
        }
        try {
            Optional<FileImage> now = host.read(Place.DOM0, file.path());
            return stock(file.path(), Optional.ofNullable(sums.get(file.path())), kept)
                    .map(stock -> new FileReview(file, diff(file.path(), now, stock), ""))
                    .orElseGet(() -> new FileReview(
                            file,
                            "",
                            "No copy of the package’s file is at hand to compare with: it is overwritten whole."
                                    + now.map(image -> " The SHA-256 of what is there now is " + image.sha256() + ".")
                                            .orElse("")));
        } catch (HostException exception) {
            return new FileReview(file, "", "It cannot be shown: " + exception.getMessage());
        }
    }

    private static String diff(HostPath path, Optional<FileImage> now, byte[] stock) {
        return FileDiff.between(path.value(), now.map(FileImage::content).orElse(null), stock)
                .text();
    }

    private Optional<byte[]> stock(HostPath path, Optional<Sha256> sum, Optional<KeptCopy> kept) {
        Optional<byte[]> before = applied.stream()
                .filter(each ->
                        each.file().path().equals(path) && each.file().place().equals(Place.DOM0))
                .map(AppliedFile::before)
                .filter(Content.FileContent.class::isInstance)
                .map(content -> ((Content.FileContent) content).image().content())
                .filter(bytes -> sum.filter(Sha256.of(bytes)::equals).isPresent())
                .findFirst();
        return before.or(() -> kept.flatMap(copy -> unpacked(copy, path))
                .filter(bytes -> sum.isEmpty() || sum.get().equals(Sha256.of(bytes))));
    }

    private Optional<byte[]> unpacked(KeptCopy copy, HostPath path) {
        if (!unpacked) {
            host.run(new PackageCommand.RemoveLook(), OutputListener.SILENT);
            host.run(new PackageCommand.MakeLook(), OutputListener.SILENT);
            unpacked = true;
        }
        host.run(new PackageCommand.Unpack(copy.file()), OutputListener.SILENT);
        return host.read(Place.DOM0, HostPath.of(PackageCommand.LOOK + path.value()))
                .map(FileImage::content);
    }

    /** Takes away what was unpacked. */
    @Override
    public void close() {
        if (unpacked) {
            host.run(new PackageCommand.RemoveLook(), OutputListener.SILENT);
        }
    }
}
