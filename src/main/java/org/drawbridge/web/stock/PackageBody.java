package org.drawbridge.web.stock;

import java.util.List;
import org.drawbridge.host.PackageVersion;
import org.drawbridge.name.Sha256;
import org.drawbridge.stock.KeptCopy;
import org.drawbridge.stock.Leftover;
import org.drawbridge.stock.ModifiedFile;
import org.drawbridge.stock.StockPackage;
import org.jspecify.annotations.Nullable;

/** One package as the API tells it. */
record PackageBody(
        String name,
        @Nullable String installed,
        List<ModifiedBody> modified,
        @Nullable KeptBody keptCopy,
        StockPackage.State state,
        List<LeftoverBody> leftovers,
        List<String> troubles) {

    static PackageBody of(StockPackage stock) {
        return new PackageBody(
                stock.name().value(),
                stock.installed().map(PackageVersion::version).orElse(null),
                stock.modified().stream().map(ModifiedBody::of).toList(),
                stock.kept().stream().findFirst().map(KeptBody::of).orElse(null),
                stock.state(),
                stock.leftovers().stream().map(LeftoverBody::of).toList(),
                stock.troubles());
    }

    /** A file that differs; {@code profile} is the bridge that explains it, or null. */
    record ModifiedBody(
            String path,
            String flags,
            String words,
            boolean config,
            String cause,
            @Nullable Long profile) {
        static ModifiedBody of(ModifiedFile file) {
            return new ModifiedBody(
                    file.path().value(),
                    file.flags(),
                    file.words(),
                    file.config(),
                    file.cause().sentence(),
                    file.cause().ofProfile().orElse(null));
        }
    }

    /** The kept copy; {@code refusal} says why it is not used, or is null. */
    record KeptBody(
            String version,
            @Nullable String sha256,
            @Nullable String refusal) {
        static KeptBody of(KeptCopy copy) {
            return new KeptBody(
                    copy.version().version(),
                    copy.sum().map(Sha256::hex).orElse(null),
                    copy.refusal().orElse(null));
        }
    }

    /** A file that {@code rpm -V} does not see. */
    record LeftoverBody(String path, String words) {
        static LeftoverBody of(Leftover leftover) {
            return new LeftoverBody(leftover.path().value(), leftover.words());
        }
    }
}
