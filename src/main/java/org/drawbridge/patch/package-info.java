/** The user's patches for R2B2's bridge option: uploaded, checked, kept with their SHA-256. */
@ApplicationModule(allowedDependencies = {"name", "format", "audit"})
@NullMarked
package org.drawbridge.patch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
