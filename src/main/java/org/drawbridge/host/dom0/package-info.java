/** The host where the console runs in dom0: the Admin API for the qubes, files of this machine, and the tools for what is in qubes. */
@NullMarked
package org.drawbridge.host.dom0;

import org.jspecify.annotations.NullMarked;
