package org.drawbridge.host.adminapi;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.drawbridge.name.QubeName;

/**
 * A qube as {@code admin.vm.List} names it; words of newer releases are carried as they are.
 *
 * @param name its name
 * @param qubeClass such as {@code AppVM}
 * @param state such as {@code Running}
 * @param more what else the release tells, such as {@code uuid} from R4.3 on
 */
public record AdminQube(QubeName name, String qubeClass, String state, SortedMap<String, String> more) {

    public AdminQube {
        more = Collections.unmodifiableSortedMap(new TreeMap<>(more));
    }
}
