/** The page of dom0's stock packages, what restoring them would do, and both for scripts. */
@NullMarked
package org.drawbridge.web.stock;

import org.jspecify.annotations.NullMarked;
