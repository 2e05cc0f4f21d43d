/** The page and the API of the patches that R2B2 needs. */
@NullMarked
package org.drawbridge.web.patch;

import org.jspecify.annotations.NullMarked;
