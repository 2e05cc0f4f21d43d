package org.drawbridge.host.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Release;
import org.drawbridge.host.lab.IptablesNotes.Chain;
import org.drawbridge.name.Ipv4Address;

/** What Qubes itself loads and adds to the rules of a net qube: the stock file, the DNS redirection, the anti-spoofing. */
final class RunTimeRules {

    private static final Pattern OWNER = Pattern.compile("-s ([0-9.]+)/32 .*-i vif\\S* -j DROP");

    private final World world;
    private final Release release;

    RunTimeRules(World world) {
        this.world = world;
        this.release = world.release();
    }

    static IptablesRules iptables(World world, RunningNotes notes) {
        return new IptablesRules(notes, world.release() == Release.R2B2 ? "v1.4.18" : "v1.8.8 (legacy)");
    }

    /** Loads the stock file as the service at start does; one that is broken leaves a message and no rules of its own. */
    void loadStock(RunningNotes notes, FileTree root) {
        List<String> files = switch (release) {
            case R2B2 -> List.of("/etc/sysconfig/iptables");
            case R4_1 -> List.of("/etc/qubes/iptables.rules");
            case R4_2, R4_3 -> List.of("/etc/qubes/qubes-ipv4.nft", "/etc/qubes/qubes-ipv6.nft");
        };
        for (String file : files) {
            byte[] text =
                    root.read(HostPath.of(file)).map(image -> image.content()).orElse(new byte[0]);
            var result = release.usesIptables()
                    ? iptables(world, notes).restore(text, true, false)
                    : new NftRules(notes).load(file, text, false);
            result.errors().forEach(line -> notes.startMessages.add(file + ": " + line));
        }
    }

    /** Sends the name servers' addresses that qubes are told to those that the net qube itself uses. */
    void redirectDns(String netvm, RunningNotes notes, Lan lan) {
        String server = Facts.netvm(world, netvm)
                .map(upstream -> Facts.dnsOf(world, upstream).split(" ", -1)[0])
                .orElseGet(() -> notes.links.keySet().stream()
                        .flatMap(device -> lan.behind(netvm, notes, device).stream())
                        .findFirst()
                        .map(Lan::router)
                        .map(Ipv4Address::value)
                        .orElse(""));
        if (server.isEmpty()) {
            return;
        }
        for (String address : Facts.dnsOf(world, netvm).split(" ", -1)) {
            for (String protocol : List.of("udp", "tcp")) {
                if (release.usesIptables()) {
                    iptables(world, notes)
                            .table("nat")
                            .chain("PR-QBS")
                            .ifPresent(chain -> chain.rules.add("-d " + address + "/32 -p " + protocol + " -m "
                                    + protocol + " --dport 53 -j DNAT --to-destination " + server));
                } else {
                    qubes(notes)
                            .flatMap(table -> table.chain("dnat-dns"))
                            .ifPresent(chain -> chain.rules.add(
                                    "ip daddr " + address + " " + protocol + " dport 53 dnat to " + server));
                }
            }
        }
    }

    /** Lets a routed qube speak with its own address only. */
    void allow(RunningNotes netvm, String ip, String vif) {
        if (release.usesIptables()) {
            List<String> rules = antiSpoofing(ip, vif);
            Chain chain =
                    iptables(world, netvm).table("raw").chain("PREROUTING").orElseThrow();
            chain.rules.removeAll(rules);
            chain.rules.addAll(placeOf(ip, chain.rules), rules);
        } else {
            qubes(netvm).flatMap(table -> table.set("downstream")).ifPresent(set -> set.elements.add(ip));
            qubes(netvm).flatMap(table -> table.set("allowed")).ifPresent(set -> set.elements.add(element(ip, vif)));
        }
    }

    void forget(RunningNotes netvm, String ip, String vif) {
        if (release.usesIptables()) {
            iptables(world, netvm)
                    .table("raw")
                    .chain("PREROUTING")
                    .ifPresent(chain -> chain.rules.removeAll(antiSpoofing(ip, vif)));
        } else {
            qubes(netvm).flatMap(table -> table.set("downstream")).ifPresent(set -> set.elements.remove(ip));
            qubes(netvm).flatMap(table -> table.set("allowed")).ifPresent(set -> set.elements.remove(element(ip, vif)));
        }
    }

    private List<String> antiSpoofing(String ip, String vif) {
        List<String> rules = new ArrayList<>();
        if (release == Release.R4_1) {
            rules.add("-s " + ip + "/32 ! -i vif+ -j DROP");
        }
        rules.add("! -s " + ip + "/32 -i " + vif + " -j DROP");
        return rules;
    }

    /** They stand first, the highest address on top, so that equal attachments are equal bytes whatever came first. */
    private static int placeOf(String ip, List<String> rules) {
        long address = Ipv4Address.of(ip).bits();
        int place = 0;
        for (String rule : rules) {
            Matcher owner = OWNER.matcher(rule);
            if (!owner.find() || Ipv4Address.of(owner.group(1)).bits() < address) {
                return place;
            }
            place++;
        }
        return place;
    }

    private static String element(String ip, String vif) {
        return "\"" + vif + "\" . " + ip;
    }

    private static Optional<NftNotes.Table> qubes(RunningNotes notes) {
        return notes.nftables.stream()
                .filter(table -> table.family.equals("ip") && table.name.equals("qubes"))
                .findFirst();
    }
}
