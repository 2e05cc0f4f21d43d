/** The pages of the host's qubes, and what every page says about the host. */
@NullMarked
package org.drawbridge.web.inventory;

import org.jspecify.annotations.NullMarked;
