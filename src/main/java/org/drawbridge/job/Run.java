package org.drawbridge.job;

import org.drawbridge.audit.Actor;
import org.drawbridge.plan.Plan;

/**
 * One engine's work on one job.
 *
 * @param actor in whose name the audit records it
 */
record Run(Lease lease, Job job, Plan plan, Actor actor) {}
