/** Asking what becomes of one packet. */
@NullMarked
package org.drawbridge.web.exposure;

import org.jspecify.annotations.NullMarked;
