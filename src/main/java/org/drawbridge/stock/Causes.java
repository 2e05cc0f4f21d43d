package org.drawbridge.stock;

import java.util.List;
import java.util.Optional;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostException;
import org.drawbridge.host.Place;
import org.drawbridge.plan.AppliedFile;
import org.drawbridge.plan.Content;
import org.drawbridge.stock.ModifiedFile.Cause;

/** Tells which applied change explains that a packaged file differs. */
final class Causes {

    private final Host host;

    private final List<AppliedFile> applied;

    Causes(Host host, List<AppliedFile> applied) {
        this.host = host;
        this.applied = applied;
    }

    ModifiedFile explained(ModifiedFile file) {
        List<AppliedFile> changes = applied.stream()
                .filter(each -> each.file().place().equals(Place.DOM0)
                        && each.file().path().equals(file.path()))
                .toList();
        if (changes.isEmpty()) {
            return file;
        }
        Optional<Content> now = now(file);
        return file.causedBy(changes.stream()
                .filter(each -> now.filter(each.after()::equals).isPresent())
                .findFirst()
                .<Cause>map(each -> new Cause.Ours(each.profile(), each.profileName()))
                .orElseGet(() -> new Cause.OursAndOthers(
                        changes.getLast().profile(), changes.getLast().profileName())));
    }

    private Optional<Content> now(ModifiedFile file) {
        try {
            return Optional.of(Content.ofFile(host.read(Place.DOM0, file.path())));
        } catch (HostException exception) {
            return Optional.empty();
        }
    }
}
