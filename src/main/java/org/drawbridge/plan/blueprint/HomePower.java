package org.drawbridge.plan.blueprint;

import org.drawbridge.host.Place;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Step;
import org.drawbridge.plan.survey.Look;

/** Starts a disposable's halted template for as long as its files are written. */
final class HomePower implements Part {

    @Override
    public void look(Look look, Request request) {}

    @Override
    public void plan(Draft draft) {
        Home home = Home.of(draft.request(), draft.survey());
        Place place = Place.in(home.lasting());
        boolean written = draft.steps().stream()
                .anyMatch(step -> step instanceof Step.Change change
                        && change.artifact() instanceof Artifact.File file
                        && file.place().equals(place));
        if (home.disposable() && written && !draft.survey().runs(home.lasting())) {
            draft.power(Phase.POWER_ON, home.lasting(), true, "Its files can be read and written only while it runs.");
            draft.power(Phase.POWER_OFF, home.lasting(), false, "It was halted before.");
        }
    }
}
