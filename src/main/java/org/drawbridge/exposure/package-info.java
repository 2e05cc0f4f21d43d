/**
 * What packets may pass through a net qube: the walk through its rules as the kernel takes it, who can reach whom, and
 * what a change opens and closes. Pure Java; what a rule uses that is not known here makes an answer unknown, never a
 * guess.
 */
@NullMarked
@ApplicationModule(
        displayName = "Exposure",
        allowedDependencies = {"format", "format::nft", "name"})
package org.drawbridge.exposure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
