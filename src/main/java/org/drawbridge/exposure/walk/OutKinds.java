package org.drawbridge.exposure.walk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drawbridge.exposure.Topology;
import org.drawbridge.exposure.Topology.Port;
import org.drawbridge.exposure.rule.NamePattern;
import org.drawbridge.exposure.rule.Program;

/** Which interfaces no rule tells apart when packets leave by them, so that they can be walked together. */
public final class OutKinds {

    private final Map<String, String> kinds = new HashMap<>();

    public OutKinds(Program program, Topology topology) {
        Set<NamePattern> asked = new LinkedHashSet<>(program.outPatterns());
        for (Port port : topology.ports()) {
            // One object for each kind, since kinds are compared very often.
            kinds.put(port.name(), kind(port, asked).intern());
        }
    }

    private static String kind(Port port, Set<NamePattern> asked) {
        if (port.bridge() || port.master() != null) {
            return port.name();
        }
        List<Integer> matching = new ArrayList<>();
        int number = 0;
        for (NamePattern each : asked) {
            if (each.matches(port.name())) {
                matching.add(number);
            }
            number++;
        }
        return port.group() + " " + port.addresses() + " " + matching;
    }

    /** The same text for interfaces that are told apart by no rule; a bridge or its port is a kind of its own. */
    public String of(String port) {
        return kinds.getOrDefault(port, port);
    }
}
