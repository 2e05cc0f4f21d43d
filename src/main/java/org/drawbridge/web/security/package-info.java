/** Who is let in to which page and which call: filters, chains, headers, and the one table of routes. */
@NullMarked
package org.drawbridge.web.security;

import org.jspecify.annotations.NullMarked;
