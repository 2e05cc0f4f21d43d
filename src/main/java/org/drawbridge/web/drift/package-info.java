/** What is not on the host as it was applied: pages, the bar and the API. */
@NullMarked
package org.drawbridge.web.drift;

import org.jspecify.annotations.NullMarked;
