/** The stored mirror of the host's qubes: what was there when it was last looked at, and what changed when. */
@ApplicationModule(allowedDependencies = {"name", "host", "audit"})
@NullMarked
package org.drawbridge.inventory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
