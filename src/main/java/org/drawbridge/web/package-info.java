/** What a person or a script touches: pages, forms and the JSON API. It composes and decides nothing. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "name",
            "audit",
            "account",
            "host",
            "host :: lab",
            "inventory",
            "profile",
            "plan",
            "patch",
            "job",
            "drift",
            "stock",
            "exposure",
            "format"
        })
package org.drawbridge.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
