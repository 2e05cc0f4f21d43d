package org.drawbridge.stock;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.drawbridge.host.PackageVersion;
import org.drawbridge.host.Release;
import org.drawbridge.name.PackageName;

/**
 * What putting stock packages back would do, as a person reads it before.
 *
 * @param id its permanent name
 * @param createdAt when the host was looked at
 * @param release the host's release
 * @param packages what is put back, in its order
 * @param basis an opaque text that covers all that was found: another one means that something changed since
 */
public record RestoreReview(UUID id, Instant createdAt, Release release, List<PackageReview> packages, String basis) {

    public RestoreReview {
        packages = List.copyOf(packages);
    }

    /**
     * One package.
     *
     * @param installed the build that is installed
     * @param overwritten what reinstalling brings back, and so overwrites
     * @param configs edited configuration files, which reinstalling alone does not bring back
     * @param leftovers what stays beside
     * @param sources where it can be taken from, the one that is used unless another is chosen first
     * @param refused kept copies that are not used, a sentence each
     */
    public record PackageReview(
            PackageName name,
            PackageVersion installed,
            List<FileReview> overwritten,
            List<FileReview> configs,
            List<Leftover> leftovers,
            List<Source> sources,
            List<String> refused) {

        public PackageReview {
            overwritten = List.copyOf(overwritten);
            configs = List.copyOf(configs);
            leftovers = List.copyOf(leftovers);
            sources = List.copyOf(sources);
            refused = List.copyOf(refused);
        }
    }

    /**
     * One file.
     *
     * @param diff what becomes of it, as a unified diff; the empty text where there is none to show
     * @param note why there is none, or the empty text
     */
    public record FileReview(ModifiedFile file, String diff, String note) {}
}
