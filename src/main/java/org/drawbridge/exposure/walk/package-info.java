/** The way of packets through the kernel of a net qube: bridge, hooks, routing. */
@NullMarked
package org.drawbridge.exposure.walk;

import org.jspecify.annotations.NullMarked;
