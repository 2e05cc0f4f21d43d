package org.drawbridge.stock;

import java.util.Optional;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.PackageVersion;
import org.drawbridge.name.Sha256;

/**
 * A copy of a package that is kept in dom0.
 *
 * @param version which build it is, by its name and by what it says itself where both agree
 * @param file where it is
 * @param sum its SHA-256, where it could be read
 * @param refusal why it is not to be used, or nothing for a good one
 */
public record KeptCopy(PackageVersion version, HostPath file, Optional<Sha256> sum, Optional<String> refusal) {

    public boolean isGood() {
        return refusal.isEmpty();
    }
}
