/** What each release needs for a bridge, and how that becomes the steps of a plan; pure but for the looks that a blueprint asks for. */
@NullMarked
package org.drawbridge.plan.blueprint;

import org.jspecify.annotations.NullMarked;
