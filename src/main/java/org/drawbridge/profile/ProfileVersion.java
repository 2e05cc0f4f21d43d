package org.drawbridge.profile;

import java.time.Instant;

/**
 * One state that a profile had.
 *
 * @param version its number, from 1
 * @param at when it was stored
 * @param by who stored it
 * @param content what it said
 */
public record ProfileVersion(long version, Instant at, String by, ProfileInput content) {}
