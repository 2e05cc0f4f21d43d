/** The host of a console in a management qube: the Admin API by qrexec, and the agent in dom0 for everything else. */
@NullMarked
package org.drawbridge.host.qrexec;

import org.jspecify.annotations.NullMarked;
