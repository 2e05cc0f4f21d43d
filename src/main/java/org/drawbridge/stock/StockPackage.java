package org.drawbridge.stock;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.drawbridge.host.PackageVersion;
import org.drawbridge.name.PackageName;

/**
 * How a package of dom0 stands.
 *
 * @param name its name
 * @param installed the build that is installed, or nothing
 * @param modified its files that are not as the package has them
 * @param kept the copies that are kept of it, the one of the installed version first
 * @param leftovers files beside its own that {@code rpm -V} does not see
 * @param troubles what could not be found out, a sentence each
 */
public record StockPackage(
        PackageName name,
        Optional<PackageVersion> installed,
        List<ModifiedFile> modified,
        List<KeptCopy> kept,
        List<Leftover> leftovers,
        List<String> troubles) {

    public StockPackage {
        modified = List.copyOf(modified);
        kept = List.copyOf(kept);
        leftovers = List.copyOf(leftovers);
        troubles = List.copyOf(troubles);
    }

    /** How it stands in one word. */
    public enum State {
        STOCK,
        MODIFIED,
        MISSING;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public State state() {
        if (installed.isEmpty()) {
            return State.MISSING;
        }
        return modified.isEmpty() ? State.STOCK : State.MODIFIED;
    }

    /** The copy of just the build that is installed, if rpm finds it good. */
    public Optional<KeptCopy> keptOfInstalled() {
        return kept.stream()
                .filter(copy -> installed.filter(copy.version()::equals).isPresent())
                .findFirst();
    }
}
