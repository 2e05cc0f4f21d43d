/** The pages of jobs, the stream of what happens to one, and the bar on every page while one waits. */
@NullMarked
package org.drawbridge.web.job;

import org.jspecify.annotations.NullMarked;
