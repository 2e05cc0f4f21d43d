/** What passes between zones, and the differences between two situations. */
@NullMarked
package org.drawbridge.exposure.reach;

import org.jspecify.annotations.NullMarked;
