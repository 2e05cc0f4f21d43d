/** The text of nftables rule sets: parsed into tables, chains, sets and rules, and printed again. */
@NullMarked
@NamedInterface("nft")
package org.drawbridge.format.nft;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
