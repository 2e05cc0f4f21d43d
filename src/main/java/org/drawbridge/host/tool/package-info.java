/** Runs programs of this machine: found in known places, within a time limit, with bounded output, and ended with their children. */
@NullMarked
package org.drawbridge.host.tool;

import org.jspecify.annotations.NullMarked;
