/** The one narrow port through which Drawbridge sees and changes a Qubes host, and its implementations. */
@ApplicationModule(allowedDependencies = {"name", "format", "format :: *"})
@NullMarked
package org.drawbridge.host;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
