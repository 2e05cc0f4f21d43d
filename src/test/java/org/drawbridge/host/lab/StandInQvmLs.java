package org.drawbridge.host.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.drawbridge.host.QubeReport;

/** The table that R2B2's {@code qvm-ls -n -i} draws. */
final class StandInQvmLs {

    private static final List<String> HEAD = List.of(
            "name", "on", "state", "updbl", "type", "netvm", "label", "qid", "xid", "ip", "ip back", "gateway/DNS");

    String table(List<QubeReport> qubes) {
        List<Map<String, String>> rows = new ArrayList<>();
        rows.add(row(HEAD.toArray(String[]::new)));
        qubes.forEach(qube -> rows.add(row(cells(qube))));
        Map<String, Integer> widths = new LinkedHashMap<>();
        HEAD.forEach(head -> widths.put(
                head,
                rows.stream().mapToInt(row -> row.get(head).length()).max().orElseThrow()));
        StringBuilder table = new StringBuilder();
        String rule = rule(widths);
        table.append(rule);
        for (int at = 0; at < rows.size(); at++) {
            for (String head : HEAD) {
                table.append(String.format(
                        "%" + (widths.get(head) + 1) + "s |", rows.get(at).get(head)));
            }
            table.append('\n').append(at == 0 ? rule : "");
        }
        return table.toString();
    }

    private static String rule(Map<String, Integer> widths) {
        StringBuilder rule = new StringBuilder();
        HEAD.forEach(head -> rule.append("-".repeat(widths.get(head) + 1)).append("-+"));
        return rule.append('\n').toString();
    }

    private static Map<String, String> row(String... cells) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int at = 0; at < HEAD.size(); at++) {
            row.put(HEAD.get(at), cells[at]);
        }
        return row;
    }

    private static String[] cells(QubeReport qube) {
        boolean net = qube.providesNetwork() || qube.name().isDom0();
        boolean template = qube.qubeClass().equals("TemplateVM");
        String name = qube.name().value();
        name = template ? "[" + name + "]" : name;
        name = name.equals("[fedora-x86_64]") ? "=>" + name : name;
        boolean onlyNet = net && !qube.qubeClass().equals("ProxyVM");
        return new String[] {
            net ? "{" + name + "}" : name,
            qube.state().equals("Running") ? "*" : "",
            qube.state(),
            template ? "Yes" : "",
            template ? "Tpl" : qube.qubeClass().equals("ProxyVM") ? "Proxy" : net ? " Net" : "",
            onlyNet ? "n/a" : netvm(qube),
            qube.label(),
            qube.property("qid").orElseThrow().value(),
            qube.xid() < 0 ? "-" : Integer.toString(qube.xid()),
            qube.name().isDom0() ? "10.137.0.2" : Objects.toString(qube.ip(), "None"),
            net ? "10.137.1.1" : "n/a",
            qube.netvm() == null ? "n/a" : "10.137.2.1"
        };
    }

    private static String netvm(QubeReport qube) {
        if (qube.netvm() == null) {
            return "-";
        }
        return (qube.property("netvm").orElseThrow().isDefault() ? "*" : "") + qube.netvm();
    }
}
