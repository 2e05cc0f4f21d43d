package org.drawbridge.job;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostCommand;
import org.drawbridge.host.HostException;
import org.drawbridge.host.Link;
import org.drawbridge.host.OutputListener;
import org.drawbridge.host.Place;
import org.drawbridge.host.PowerState;
import org.drawbridge.host.QubeReport;
import org.drawbridge.name.BridgeName;
import org.drawbridge.name.InterfaceName;
import org.drawbridge.name.InvalidNameException;
import org.drawbridge.name.Ipv4Address;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.HostCheck;
import org.drawbridge.plan.Probe;

/** Looks at the host whether what a probe claims is so, and says what was seen. */
final class Prober {

    private static final Pattern DEFAULT =
            Pattern.compile("^default via ([0-9]{1,3}(?:\\.[0-9]{1,3}){3}) dev ([A-Za-z0-9._-]{1,15})(?: |$)");

    private final Host host;

    Prober(Host host) {
        this.host = host;
    }

    /** What a look found. */
    record Finding(ProbeVerdict verdict, String evidence) {

        static Finding of(boolean holds, String evidence) {
            return new Finding(holds ? ProbeVerdict.HOLDS : ProbeVerdict.FAILS, evidence);
        }
    }

    /** Looks once; a host that does not answer is a claim that does not hold. */
    Finding look(Probe probe) {
        try {
            return see(probe);
        } catch (HostException exception) {
            return new Finding(ProbeVerdict.FAILS, Reason.of(exception));
        }
    }

    private Finding see(Probe probe) {
        return switch (probe) {
            case Probe.BridgeUp up ->
                link(up.netvm(), up.bridge().asInterface())
                        .map(link -> Finding.of(link.isBridge() && link.up(), words(link)))
                        .orElseGet(() -> missing(up.bridge().asInterface()));
            case Probe.BridgeGone gone ->
                link(gone.netvm(), gone.bridge().asInterface())
                        .map(link -> Finding.of(false, words(link)))
                        .orElseGet(() -> Finding.of(true, "no interface " + gone.bridge()));
            case Probe.UplinkInBridge uplink ->
                link(uplink.netvm(), uplink.uplink())
                        .map(link -> Finding.of(isPortOf(uplink.bridge()).test(link), words(link)))
                        .orElseGet(() -> missing(uplink.uplink()));
            case Probe.HasAddress address ->
                link(address.netvm(), address.link())
                        .map(link -> Finding.of(!link.addresses().isEmpty(), words(link)))
                        .orElseGet(() -> missing(address.link()));
            case Probe.RulesInForce rules -> rules(rules.check());
            case Probe.QubeOnBridge on ->
                backEnds(
                        on.qube(),
                        on.netvm(),
                        ends -> Finding.of(ends.stream().anyMatch(isPortOf(on.bridge())), words(ends)));
            case Probe.QubeOffBridge off ->
                backEnds(
                        off.qube(),
                        off.netvm(),
                        ends -> Finding.of(ends.stream().allMatch(link -> link.master() == null), words(ends)));
            case Probe.RouterAnswers router -> router(router);
            case Probe.StaysSilent silent -> {
                boolean answers = ping(silent.from(), silent.address());
                yield Finding.of(
                        !answers, silent.address() + (answers ? " answers" : ": no answer within two seconds"));
            }
        };
    }

    private Finding rules(HostCheck check) {
        HostCheck.Verdict verdict = check.judge(host.run(check.command(), OutputListener.SILENT));
        return switch (verdict) {
            case DONE -> Finding.of(true, "all in force");
            case NOT_BEGUN -> Finding.of(false, "none in force");
            case TORN -> Finding.of(false, "only some in force");
        };
    }

    private Finding router(Probe.RouterAnswers probe) {
        List<String> routes = host.run(new HostCommand.DefaultRoute(Place.in(probe.netvm())), OutputListener.SILENT)
                .output();
        for (String route : routes) {
            Matcher way = DEFAULT.matcher(route);
            if (way.find()) {
                return router(probe.from(), way.group(1), way.group(2));
            }
        }
        return Finding.of(false, probe.netvm() + " has no router");
    }

    private Finding router(QubeName from, String address, String link) {
        try {
            boolean answers = ping(from, Ipv4Address.of(address));
            return Finding.of(
                    answers, address + " by " + link + (answers ? " answers" : ": no answer within two seconds"));
        } catch (InvalidNameException exception) {
            return Finding.of(false, "what is told of the router is no address");
        }
    }

    private boolean ping(QubeName from, Ipv4Address address) {
        try {
            host.run(new HostCommand.Ping(Place.in(from), address), OutputListener.SILENT);
            return true;
        } catch (HostException.CommandFailed failed) {
            return false;
        }
    }

    private Finding backEnds(QubeName qube, QubeName netvm, Function<List<Link>, Finding> judge) {
        Optional<QubeReport> report = host.qube(qube).filter(found -> found.power() == PowerState.RUNNING);
        if (report.isEmpty()) {
            return new Finding(ProbeVerdict.NOT_ASKED, qube + " is not running");
        }
        String prefix = "vif" + report.get().xid() + ".";
        return judge.apply(host.links(netvm).stream()
                .filter(link -> link.name().value().startsWith(prefix))
                .toList());
    }

    private Optional<Link> link(QubeName qube, InterfaceName name) {
        return host.links(qube).stream()
                .filter(link -> link.name().equals(name))
                .findFirst();
    }

    private static Predicate<Link> isPortOf(BridgeName bridge) {
        return link -> bridge.asInterface().equals(link.master());
    }

    private static Finding missing(InterfaceName name) {
        return Finding.of(false, "no interface " + name);
    }

    private static String words(List<Link> links) {
        return links.isEmpty()
                ? "no back end"
                : String.join("; ", links.stream().map(Prober::words).toList());
    }

    private static String words(Link link) {
        StringBuilder words = new StringBuilder(link.name().value()).append(link.up() ? " is up" : " is down");
        if (link.master() != null) {
            words.append(", port of ").append(link.master());
        }
        link.addresses().forEach(address -> words.append(", ").append(address));
        return words.toString();
    }
}
