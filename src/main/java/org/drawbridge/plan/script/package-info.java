/** A plan as a POSIX script: the model, its writer, and the one place where words are made safe for a shell. */
@NullMarked
package org.drawbridge.plan.script;

import org.jspecify.annotations.NullMarked;
