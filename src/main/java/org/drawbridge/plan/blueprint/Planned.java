package org.drawbridge.plan.blueprint;

import java.util.Optional;
import org.drawbridge.exposure.Comparison;
import org.drawbridge.plan.Plan;

/**
 * A plan and what it opens.
 *
 * @param exposure nothing where the rules in force could not be seen or understood
 */
public record Planned(Plan plan, Optional<Comparison> exposure) {}
