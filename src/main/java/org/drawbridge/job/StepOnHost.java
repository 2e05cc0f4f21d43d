package org.drawbridge.job;

/**
 * How a step of a job that was cut off stands, as the host shows it.
 *
 * @param seq its number
 * @param title a line that names it
 * @param verdict {@code not-begun}, {@code done}, {@code torn} or, where the host does not answer, {@code unknown}
 * @param evidence where that is known from
 */
public record StepOnHost(int seq, String title, String verdict, String evidence) {}
