/** The stock packages of dom0: how their files stand, the copies that are kept of them, and how they are put back. */
@ApplicationModule(allowedDependencies = {"name", "host", "plan", "job", "audit", "format"})
@NullMarked
package org.drawbridge.stock;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
