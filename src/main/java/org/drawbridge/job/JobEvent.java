package org.drawbridge.job;

/**
 * Something that happened to a job.
 *
 * @param id rises with every event
 * @param name {@code step}, {@code output} or {@code state}
 * @param data what happened, as JSON
 */
public record JobEvent(long id, String name, String data) {}
