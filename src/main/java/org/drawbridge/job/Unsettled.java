package org.drawbridge.job;

import java.time.Instant;

/**
 * Why a profile counts as applied no more.
 *
 * @param job the job that put back the packages which it had changed
 * @param at when that was
 */
public record Unsettled(long job, Instant at) {}
