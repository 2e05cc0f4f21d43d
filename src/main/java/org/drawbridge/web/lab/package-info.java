/** The page of the lab host: faults on demand, and back to its beginning. */
@NullMarked
package org.drawbridge.web.lab;

import org.jspecify.annotations.NullMarked;
