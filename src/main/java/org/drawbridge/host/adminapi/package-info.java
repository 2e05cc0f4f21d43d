/** Speaks Qubes' Admin API to qubesd, whichever way leads there. */
@NullMarked
package org.drawbridge.host.adminapi;

import org.jspecify.annotations.NullMarked;
