/** The way back that lies in dom0 as a kit of files, where the console reaches dom0's files by itself. */
@NullMarked
package org.drawbridge.host.kit;

import org.jspecify.annotations.NullMarked;
