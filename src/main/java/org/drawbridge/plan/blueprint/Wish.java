package org.drawbridge.plan.blueprint;

import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;

/** An artifact as it should be, and why. */
record Wish(Artifact artifact, Content content, String reason) {}
