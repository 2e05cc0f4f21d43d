package org.drawbridge.web;

import java.util.Optional;

/**
 * May have something for the bar above the content. The first in the order of the beans that has something gets the bar:
 * a job that waits (order 10), then drift (20), then a lost link (30).
 */
public interface BarSource {

    Optional<Bar> bar();
}
