/**
 * Text formats of a host: parsed, edited and written with every untouched byte kept, and line differences between two
 * versions of a file. Pure Java; it knows nothing of Qubes, of a database or of the web.
 */
@NullMarked
@ApplicationModule(
        displayName = "Formats",
        allowedDependencies = {})
package org.drawbridge.format;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
