/** The help that is read in the console itself. */
@NullMarked
package org.drawbridge.web.help;

import org.jspecify.annotations.NullMarked;
