/** The pages of the bridge profiles: the list, a page for each, the form, and what to do when two people edit at once. */
@NullMarked
package org.drawbridge.web.profile;

import org.jspecify.annotations.NullMarked;
