package org.drawbridge.format;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drawbridge.format.RuleEditResult.Obstacle;

/** Why iptables-restore (as seen with 1.8.9, legacy) would not load a file that can be read and edited. */
public final class IptablesLoad {

    private static final Map<String, Set<String>> BUILT_IN = Map.of(
            "filter", Set.of("INPUT", "FORWARD", "OUTPUT"),
            "nat", Set.of("PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"),
            "mangle", Set.of("PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"),
            "raw", Set.of("PREROUTING", "OUTPUT"),
            "security", Set.of("INPUT", "FORWARD", "OUTPUT"));
    private static final Set<String> TARGETS =
            Set.of(("ACCEPT DROP QUEUE RETURN REJECT MASQUERADE SNAT DNAT REDIRECT NETMAP LOG ULOG NFLOG NFQUEUE MARK "
                            + "CONNMARK CONNSECMARK SECMARK CT NOTRACK TRACE TCPMSS TCPOPTSTRIP TOS DSCP ECN TTL "
                            + "CLASSIFY CLUSTERIP CHECKSUM AUDIT HMARK IDLETIMER LED RATEEST SET SYNPROXY TEE TPROXY")
                    .split(" "));
    private static final Set<String> JUMPS = Set.of("-j", "--jump", "-g", "--goto");

    private final IptablesSave document;
    private final List<Obstacle> obstacles = new ArrayList<>();

    private IptablesLoad(IptablesSave document) {
        this.document = document;
    }

    /** All reasons; none if it loads, as far as can be told without the kernel. */
    public static List<Obstacle> check(IptablesSave document) {
        return new IptablesLoad(document).check();
    }

    private List<Obstacle> check() {
        document.lines().forEach(this::line);
        document.tables().forEach(this::table);
        return List.copyOf(obstacles);
    }

    private void line(IptablesLine line) {
        boolean comment = line instanceof IptablesLine.Comment;
        if (!comment && line.ending().equals("\r\n")) {
            add(line.number(), "ends with a carriage return", "End the line with a line feed alone.");
        } else if (line instanceof IptablesLine.Blank && !line.raw().isEmpty()) {
            add(line.number(), "holds blanks and nothing else", "Take the blanks out.");
        } else if (line instanceof IptablesLine.Commit && !(line.raw() + line.ending()).equals("COMMIT\n")) {
            add(line.number(), "is not COMMIT and a line feed alone", "Put a line feed right behind COMMIT.");
        }
    }

    private void table(IptablesTable table) {
        Set<String> builtIn = BUILT_IN.getOrDefault(table.name(), Set.of());
        if (builtIn.isEmpty()) {
            add(table.line(), "names a table that the kernel does not have", "Take the table out.");
            return;
        }
        Set<String> own = new HashSet<>();
        for (IptablesLine.Chain chain : table.chains()) {
            if (!builtIn.contains(chain.name()) && !own.add(chain.name())) {
                add(chain.number(), "declares chain " + chain.name() + " again", "Leave one of the two lines.");
            }
        }
        table.rules().stream()
                .filter(IptablesLine.Rule::appends)
                .forEach(rule -> rule(rule, builtIn.contains(rule.chain()), own));
    }

    private void rule(IptablesLine.Rule rule, boolean builtIn, Set<String> own) {
        if (!builtIn && !own.contains(rule.chain())) {
            add(rule.number(), "appends to " + rule.chain() + ", which is no chain", "Declare the chain before it.");
        }
        List<String> options = rule.options();
        for (int i = 0; i + 1 < options.size(); i++) {
            String target = options.get(i + 1);
            if (JUMPS.contains(options.get(i)) && !own.contains(target) && !TARGETS.contains(target)) {
                add(rule.number(), "jumps to " + target + ", which is neither chain nor target", "Declare the chain.");
            }
        }
    }

    private void add(int line, String what, String remedy) {
        obstacles.add(new Obstacle(line, "Line " + line + " " + what + ".", remedy));
    }
}
