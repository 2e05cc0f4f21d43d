/** What a host looks like before a plan: read once, kept as a value; reading starts nothing and writes nothing. */
@NullMarked
package org.drawbridge.plan.survey;

import org.jspecify.annotations.NullMarked;
