package org.drawbridge.exposure.rule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.drawbridge.exposure.WalkStep;
import org.jspecify.annotations.Nullable;

/** The steps that a packet has taken, the last one first, so that packets that part share what is behind them. */
record Trail(@Nullable Trail before, WalkStep last) {

    static List<WalkStep> steps(@Nullable Trail trail) {
        List<WalkStep> steps = new ArrayList<>();
        for (Trail each = trail; each != null; each = each.before()) {
            steps.add(each.last());
        }
        Collections.reverse(steps);
        return steps;
    }
}
