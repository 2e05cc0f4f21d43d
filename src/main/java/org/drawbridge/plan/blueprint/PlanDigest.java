package org.drawbridge.plan.blueprint;

import java.util.List;
import org.drawbridge.host.Release;
import org.drawbridge.plan.Step;

/** Sums up what a plan does: the profile's version, the release, and every step in its order; no times. */
@FunctionalInterface
public interface PlanDigest {

    String of(Request request, Release release, List<Step> steps);
}
