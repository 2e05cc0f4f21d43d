package org.drawbridge.job;

/**
 * The right to work on the host for one job, until another takes it over.
 *
 * @param job the job
 * @param holder the engine that has it
 * @param fence a number that rises whenever the right changes hands
 */
record Lease(long job, String holder, long fence) {}
