package org.drawbridge.plan;

import java.time.Instant;
import java.util.UUID;

/**
 * An artifact as the applied plans of all profiles left it, the last one having its way.
 *
 * @param profile the number of the profile whose plan was the last
 * @param profileName its name when that plan was made
 * @param plan that plan
 * @param since when a job began with it
 * @param artifact which one
 * @param before what it was before the first of them
 * @param after what the last of them made of it
 */
public record AppliedArtifact(
        long profile, String profileName, UUID plan, Instant since, Artifact artifact, Content before, Content after) {}
