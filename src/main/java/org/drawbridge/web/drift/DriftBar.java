package org.drawbridge.web.drift;

import java.util.List;
import java.util.Optional;
import org.drawbridge.drift.Drifts;
import org.drawbridge.web.Bar;
import org.drawbridge.web.BarSource;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Says above every page that the host is not as it was applied. */
@Component
@Order(20)
class DriftBar implements BarSource {

    private final Drifts drifts;

    DriftBar(Drifts drifts) {
        this.drifts = drifts;
    }

    @Override
    public Optional<Bar> bar() {
        List<String> open = drifts.openArtifacts();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        String first = DriftView.what(open.getFirst());
        String sentence = open.size() == 1
                ? first + " is not as it was applied."
                : first + " and " + (open.size() - 1) + " more are not as they were applied.";
        return Optional.of(new Bar.Drift(sentence, "/drift"));
    }
}
