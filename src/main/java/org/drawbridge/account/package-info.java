/** Users, roles and API tokens, the first administrator, and who may try to log in how often. */
@ApplicationModule(allowedDependencies = {"audit", "name"})
@NullMarked
package org.drawbridge.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
