package org.drawbridge.format.nft;

import java.util.ArrayList;
import java.util.List;

/** Something in a table. */
public sealed interface NftEntry permits NftChain, NftSet, NftEntry.Named {

    String name();

    /** The entry as nftables writes it, without the indentation of its table. */
    List<String> lines();

    /** A flowtable, counter or other object, with its lines as they are written. */
    record Named(String kind, String name, List<String> properties) implements NftEntry {
        public Named {
            properties = List.copyOf(properties);
        }

        @Override
        public List<String> lines() {
            List<String> lines = new ArrayList<>();
            lines.add(kind + " " + name + " {");
            properties.forEach(each -> lines.add("\t" + each));
            lines.add("}");
            return lines;
        }
    }
}
