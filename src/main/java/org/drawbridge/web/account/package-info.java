/** The log-in, the first administrator, and the settings for users, tokens and one's own password. */
@NullMarked
package org.drawbridge.web.account;

import org.jspecify.annotations.NullMarked;
