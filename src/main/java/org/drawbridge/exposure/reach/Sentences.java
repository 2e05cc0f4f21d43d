package org.drawbridge.exposure.reach;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.drawbridge.exposure.Change;
import org.drawbridge.exposure.Situation;
import org.drawbridge.exposure.Zone.Kind;

/** Says changes for people, alike ones in one sentence. */
final class Sentences {

    private final Map<String, Kind> kinds = new HashMap<>();
    private final String can;
    private final boolean opens;

    private Sentences(Situation situation, boolean opens) {
        situation.zones().forEach(zone -> kinds.putIfAbsent(zone.name(), zone.kind()));
        this.opens = opens;
        this.can = opens ? "can" : "can no longer";
    }

    static List<String> opened(List<Change> changes, Situation after) {
        return new Sentences(after, true).say(changes);
    }

    static List<String> closed(List<Change> changes, Situation after) {
        return new Sentences(after, false).say(changes);
    }

    /** Changes of one pair with one verdict are one kind of traffic; pairs with the same traffic are told together. */
    private List<String> say(List<Change> changes) {
        Map<Pair, List<Change>> traffic = new LinkedHashMap<>();
        for (Change each : changes) {
            boolean unknown = (opens ? each.verdictAfter() : each.verdictBefore()).equals("unknown");
            traffic.computeIfAbsent(new Pair(each.from(), each.to(), unknown), key -> new ArrayList<>())
                    .add(each);
        }
        Map<Group, List<String>> targets = new LinkedHashMap<>();
        traffic.forEach((pair, what) -> targets.computeIfAbsent(
                        new Group(pair.from(), ChangeWords.of(what), pair.unknown()), key -> new ArrayList<>())
                .add(pair.to()));
        Map<Told, List<String>> sources = new LinkedHashMap<>();
        targets.forEach((group, to) -> sources.computeIfAbsent(
                        new Told(group.traffic(), to, group.unknown()), key -> new ArrayList<>())
                .add(group.from()));
        List<String> sentences = new ArrayList<>();
        sources.forEach((told, from) -> sentences.add(sentence(told, from)));
        return sentences;
    }

    private record Pair(String from, String to, boolean unknown) {}

    private record Group(String from, String traffic, boolean unknown) {}

    private record Told(String traffic, List<String> to, boolean unknown) {}

    private String sentence(Told told, List<String> from) {
        String who = from.size() == 1
                ? subject(from.getFirst())
                : capital(Names.list(from.stream().map(this::shown).toList()));
        String what = told.traffic();
        String verb = told.unknown() ? "may be able to" : can;
        return who + " " + verb + " " + what + " to "
                + Names.list(told.to().stream().map(this::shown).toList()) + ".";
    }

    private String subject(String name) {
        return switch (kind(name)) {
            case LAN -> "Any host on the LAN";
            case INTERNET -> "Any host on the internet";
            case UPDATES -> "dom0's update path";
            case NET_QUBE, ROUTED_QUBE, BRIDGED_QUBE -> name;
        };
    }

    private String shown(String name) {
        return switch (kind(name)) {
            case LAN -> "hosts on the LAN";
            case INTERNET -> "hosts on the internet";
            case UPDATES -> "dom0's update path";
            case NET_QUBE, ROUTED_QUBE, BRIDGED_QUBE -> name;
        };
    }

    private Kind kind(String name) {
        return kinds.getOrDefault(name, Kind.ROUTED_QUBE);
    }

    private static String capital(String text) {
        return text.startsWith("hosts") ? text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) : text;
    }
}
