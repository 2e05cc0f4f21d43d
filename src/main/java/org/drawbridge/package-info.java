/** Drawbridge: network bridges on a Qubes OS host, and always a way back. */
@NullMarked
package org.drawbridge;

import org.jspecify.annotations.NullMarked;
