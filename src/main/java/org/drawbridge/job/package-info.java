/** Runs plans as journaled jobs: one at a time a host, each step read back, and always with a way back. */
@ApplicationModule(allowedDependencies = {"name", "plan", "profile", "host", "audit"})
@NullMarked
package org.drawbridge.job;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
