package org.drawbridge.plan.blueprint;

import org.drawbridge.plan.survey.Look;

/** One concern of a blueprint, such as the rules: what it must see, and what it adds to a plan. */
interface Part {

    /** Asks for everything that {@link #plan} decides by. */
    void look(Look look, Request request);

    /** Adds its changes, actions, findings and probes. */
    void plan(Draft draft);
}
