package org.drawbridge.plan;

/**
 * A file as the applied plans of a profile left it.
 *
 * @param profile the profile's number
 * @param profileName its name when its last plan was made
 * @param file which file
 * @param before what it was before the first of them
 * @param after what the last of them made of it
 */
public record AppliedFile(long profile, String profileName, Artifact.File file, Content before, Content after) {}
