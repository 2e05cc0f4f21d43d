package org.drawbridge.job;

import org.drawbridge.job.CrashTask.Deed;

/**
 * One process that is gone at one point, and how the next takes the job up.
 *
 * @param way what it was doing
 * @param point at which point of that, from 1
 * @param name what was just happening there
 * @param deed how the next takes it up
 * @param again at which point that one is gone too before a third takes it up, or {@link CrashPoints#NONE}
 */
record CrashCase(Way way, int point, String name, Deed deed, int again) {

    String folder() {
        return "crash-" + way.word() + "-" + point + "-" + deed + "-" + again;
    }

    @Override
    public String toString() {
        return way.word() + " gone at point " + point + " (" + name + "), " + deed
                + (again == CrashPoints.NONE ? "" : ", gone again at " + again);
    }
}
