/** The page of the link to the host: what it is made of, and what dom0's policy lets through. */
@NullMarked
package org.drawbridge.web.link;

import org.jspecify.annotations.NullMarked;
