/** The lab: a whole Qubes host in a folder, for every supported release, with the effects that the real one has. */
@NamedInterface("lab")
@NullMarked
package org.drawbridge.host.lab;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
