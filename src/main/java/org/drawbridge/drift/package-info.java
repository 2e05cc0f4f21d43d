/** Compares what the console applied with what the host is now, and lets a person decide on each difference. */
@ApplicationModule(allowedDependencies = {"name", "host", "inventory", "plan", "job", "audit"})
@NullMarked
package org.drawbridge.drift;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
