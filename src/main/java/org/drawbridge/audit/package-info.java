/** The append-only, hash-chained record of who did what: written before each side effect and after each outcome. */
@ApplicationModule(allowedDependencies = {"name"})
@NullMarked
package org.drawbridge.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
