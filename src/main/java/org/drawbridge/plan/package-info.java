/** Works out what a profile would change on a host, and what a person must know before: a plan is a value and changes nothing. */
@ApplicationModule(
        allowedDependencies = {
            "name",
            "profile",
            "patch",
            "inventory",
            "exposure",
            "format",
            "format :: *",
            "host",
            "audit"
        })
@NullMarked
package org.drawbridge.plan;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
