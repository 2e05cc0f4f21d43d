/** The JSON API for scripts: paths, fields and problems are held still. */
@NullMarked
package org.drawbridge.web.api;

import org.jspecify.annotations.NullMarked;
