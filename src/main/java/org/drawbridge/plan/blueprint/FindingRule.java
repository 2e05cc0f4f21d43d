package org.drawbridge.plan.blueprint;

import java.util.List;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Step;
import org.drawbridge.plan.survey.Look;

/** Looks for one kind of thing that a person must know first. */
interface FindingRule {

    /** Asks for what it decides by beyond what the parts of the blueprint see. */
    default void look(Look look, Request request) {}

    List<Finding> findings(Draft draft, List<Step> steps);
}
