package org.drawbridge.exposure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.drawbridge.exposure.Topology.Port;
import org.drawbridge.exposure.Topology.Route;
import org.drawbridge.name.Cidr;
import org.drawbridge.name.Ipv4Address;

/**
 * A net qube with all that is around it.
 *
 * @param topology its interfaces and routes
 * @param hosts the port behind which each address is
 */
record KernelScene(Topology topology, Map<String, String> hosts) {

    static final String GATEWAY = "10.137.0.5";
    static final String LAN_OWN = "192.168.50.196";
    static final String LAN_ROUTER = "192.168.50.1";

    /** Routed or with a bridge; now and then with a second card, several addresses, or without routing. */
    static KernelScene random(Dice dice) {
        boolean bridged = dice.below(3) > 0;
        long group = dice.pick(0L, 2L, 2L);
        String lan = bridged ? "bridge0" : "eth0";
        List<Cidr> own = new ArrayList<>(List.of(Cidr.of(LAN_OWN + "/24")));
        if (dice.oneIn(5)) {
            own.add(Cidr.of("172.16.7.9/24"));
        }
        if (bridged && dice.oneIn(8)) {
            own.clear();
        }
        List<Port> ports = new ArrayList<>(List.of(Port.of("lo", 0, List.of(Cidr.of("127.0.0.1/8")))));
        Map<String, String> hosts = new TreeMap<>(Map.of(LAN_ROUTER, "eth0", "192.168.50.10", "eth0"));
        if (bridged) {
            ports.add(Port.of("eth0", 0, List.of()).in(lan));
            ports.add(Port.ofBridge(lan, own));
            ports.add(Port.of("vif2.0", 0, List.of()).in(lan));
            ports.add(Port.of("vif4.0", 0, List.of()).in(lan));
            hosts.putAll(Map.of("192.168.50.128", "vif2.0", "192.168.50.130", "vif4.0"));
        } else {
            ports.add(Port.of("eth0", 0, own));
        }
        if (own.isEmpty()) {
            hosts.put(LAN_OWN, "eth0");
        }
        // Somebody answers ARP for every address that packets are sent to.
        List.of("192.168.50.0", "192.168.50.128", "192.168.50.130").forEach(each -> hosts.putIfAbsent(each, "eth0"));
        List<Route> routes = new ArrayList<>();
        routed("vif1.0", "10.137.0.11", group, ports, routes, hosts);
        routed("vif3.0", "10.137.0.12", group, ports, routes, hosts);
        if (dice.oneIn(4)) {
            ports.add(Port.of("eth1", 1, List.of(Cidr.of("10.9.0.4/16"))));
            routes.add(route("10.9.0.0/16", null, "eth1"));
            hosts.put("10.9.0.77", "eth1");
        }
        routes.add(route("192.168.50.0/24", null, lan));
        if (own.size() > 1) {
            routes.add(route("172.16.7.0/24", null, lan));
            hosts.put("172.16.7.20", "eth0");
        }
        if (!dice.oneIn(10)) {
            routes.add(route("0.0.0.0/0", LAN_ROUTER, lan));
        }
        Topology topology = new Topology(
                ports,
                routes,
                !dice.oneIn(20),
                bridged && dice.oneIn(2),
                dice.pick(0, 0, 1, 2),
                neighbours(hosts, bridged));
        return new KernelScene(topology, hosts);
    }

    private static void routed(
            String vif, String address, long group, List<Port> ports, List<Route> routes, Map<String, String> hosts) {
        ports.add(new Port(vif, group, false, null, List.of(Cidr.of(GATEWAY + "/32")), true));
        routes.add(route(address + "/32", null, vif));
        hosts.put(address, vif);
    }

    private static Route route(String to, String via, String dev) {
        return new Route(Cidr.of(to), via == null ? null : Ipv4Address.of(via), dev);
    }

    private static Map<Ipv4Address, String> neighbours(Map<String, String> hosts, boolean bridged) {
        Map<Ipv4Address, String> neighbours = new LinkedHashMap<>();
        hosts.forEach((address, port) -> {
            if (bridged && List.of("vif2.0", "vif4.0").contains(port)) {
                neighbours.put(Ipv4Address.of(address), port);
            }
        });
        return neighbours;
    }

    /** The cards that a frame can arrive by. */
    List<String> cards() {
        return topology.ports().stream()
                .filter(port -> !port.bridge() && !port.name().equals("lo"))
                .map(Port::name)
                .toList();
    }

    boolean isBridged(String port) {
        return topology.port(port).filter(each -> each.master() != null).isPresent();
    }

    List<String> addressesBehind(String port) {
        return hosts.entrySet().stream()
                .filter(entry -> entry.getValue().equals(port))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The topology as it is written in a file of cases. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("interfaces", topology.ports().stream().map(KernelScene::json).toList());
        json.put("routes", topology.routes().stream().map(KernelScene::json).toList());
        json.put("ipForward", topology.ipForward());
        json.put("bridgeNetfilter", topology.bridgeNetfilter());
        json.put("rpFilter", topology.rpFilter());
        return json;
    }

    private static Map<String, Object> json(Port port) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", port.name());
        json.put("group", port.group());
        if (port.bridge()) {
            json.put("kind", "bridge");
        }
        if (port.master() != null) {
            json.put("master", port.master());
        }
        json.put("addresses", port.addresses().stream().map(Cidr::toString).toList());
        json.put("proxyArp", port.proxyArp());
        return json;
    }

    private static Map<String, Object> json(Route route) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("to", route.to().toString());
        if (route.via() != null) {
            json.put("via", route.via().toString());
        }
        json.put("dev", route.dev());
        return json;
    }
}
