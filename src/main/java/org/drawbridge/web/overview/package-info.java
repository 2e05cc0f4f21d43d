/** The first page: how the host stands, who hangs on whom, and what waits for a person. */
@NullMarked
package org.drawbridge.web.overview;

import org.jspecify.annotations.NullMarked;
