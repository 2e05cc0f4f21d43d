/** What a rule set says, whatever its text was: chains of matches and targets over sets of packets. */
@NullMarked
package org.drawbridge.exposure.rule;

import org.jspecify.annotations.NullMarked;
