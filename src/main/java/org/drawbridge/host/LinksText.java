package org.drawbridge.host;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drawbridge.name.Cidr;
import org.drawbridge.name.InterfaceName;
import org.drawbridge.name.InvalidNameException;
import org.drawbridge.name.MacAddress;
import org.drawbridge.name.QubeName;
import org.jspecify.annotations.Nullable;

/** Reads what the program that looks at the interfaces of a qube says; all of it is the qube's word. */
public final class LinksText {

    private static final int MOST = 4096;
    private static final int UP = 1;
    private static final String NONE = "-";
    private static final Pattern FLAGS = Pattern.compile("0x([0-9a-f]{1,8})");
    private static final Pattern KIND = Pattern.compile("[a-z0-9_-]{1,32}");
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]+: +(\\S+) +inet ([0-9.]+)(?: peer [0-9.]+)?(/[0-9]+)? .*");

    private final QubeName qube;
    private final Map<InterfaceName, List<Cidr>> addresses = new HashMap<>();
    private final List<String[]> rows = new ArrayList<>();

    private LinksText(QubeName qube) {
        this.qube = qube;
    }

    /**
     * The interfaces by name.
     *
     * @throws HostException.BadAnswer when a line is not what the program prints
     */
    public static List<Link> parse(QubeName qube, List<String> lines) {
        LinksText text = new LinksText(qube);
        if (lines.size() > MOST) {
            throw text.bad("it has more than " + MOST + " lines");
        }
        lines.forEach(text::take);
        return text.rows.stream()
                .map(text::link)
                .sorted(Comparator.comparing(Link::name))
                .toList();
    }

    private void take(String line) {
        if (line.startsWith("link\t")) {
            String[] fields = line.split("\t", -1);
            if (fields.length != 8) {
                throw bad("an interface has eight fields, not " + fields.length);
            }
            rows.add(fields);
            return;
        }
        Matcher address = ADDRESS.matcher(line);
        if (!address.matches()) {
            throw bad("a line tells neither an interface nor an address");
        }
        // Without a length, as towards a peer, it is the one address.
        String length = address.group(3) == null ? "/32" : address.group(3);
        String name = address.group(1).split("@", 2)[0];
        addresses
                .computeIfAbsent(named(name, InterfaceName::of), key -> new ArrayList<>())
                .add(named(address.group(2) + length, Cidr::of));
    }

    private Link link(String[] fields) {
        InterfaceName name = named(fields[1], InterfaceName::of);
        Matcher flags = FLAGS.matcher(fields[3]);
        String kind = fields[5].equals(NONE) ? "" : fields[5];
        if (!flags.matches() || !(kind.isEmpty() || KIND.matcher(kind).matches())) {
            throw bad("what it says of " + name + " cannot be");
        }
        return new Link(
                name,
                mac(fields[2]),
                kind,
                optional(fields[6], InterfaceName::of),
                fields[7].equals("wireless"),
                (Integer.parseUnsignedInt(flags.group(1), 16) & UP) != 0,
                fields[4].equals("1"),
                addresses.getOrDefault(name, List.of()));
    }

    /** Loopback's is all zeros, and a tunnel's is none of Ethernet. */
    private static @Nullable MacAddress mac(String text) {
        try {
            return MacAddress.of(text);
        } catch (InvalidNameException exception) {
            return null;
        }
    }

    private <T> @Nullable T optional(String text, Function<String, T> parser) {
        return text.equals(NONE) ? null : named(text, parser);
    }

    private <T> T named(String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (InvalidNameException exception) {
            throw bad(String.valueOf(exception.getMessage()));
        }
    }

    private HostException.BadAnswer bad(String why) {
        return new HostException.BadAnswer("What " + qube + " says of its interfaces cannot be used: " + why
                + ". Look at the qube: something in it is broken, or not to be trusted.");
    }
}
