/** Bridge profiles: what the user wants, and whether that makes sense. */
@ApplicationModule(allowedDependencies = {"name", "inventory", "audit"})
@NullMarked
package org.drawbridge.profile;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
