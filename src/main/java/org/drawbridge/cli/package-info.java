/** The sub-commands of the jar. */
@NullMarked
@ApplicationModule(
        displayName = "Commands",
        allowedDependencies = {"account", "audit", "exposure", "format", "host :: lab", "name"})
package org.drawbridge.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
