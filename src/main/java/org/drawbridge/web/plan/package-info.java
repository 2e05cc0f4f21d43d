/** The pages and the API of plans: what would change, what that opens, and the way to apply it. */
@NullMarked
package org.drawbridge.web.plan;

import org.jspecify.annotations.NullMarked;
