/** Validated names and addresses that every module may use: pure values, no Spring. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.drawbridge.name;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
