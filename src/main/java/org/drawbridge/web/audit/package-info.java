/** The audit log for people and scripts: pages, proof and export. */
@NullMarked
package org.drawbridge.web.audit;

import org.jspecify.annotations.NullMarked;
