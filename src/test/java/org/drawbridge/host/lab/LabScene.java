package org.drawbridge.host.lab;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.drawbridge.host.CommandResult;
import org.drawbridge.host.Expected;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostCommand;
import org.drawbridge.host.HostCommand.NmDialect;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Link;
import org.drawbridge.host.OutputListener;
import org.drawbridge.host.Place;
import org.drawbridge.host.QubeReport;
import org.drawbridge.host.Release;
import org.drawbridge.name.QubeName;

/** A lab with short words for what tests do in it: the two keyfiles of a bridge, rules, qubes. */
final class LabScene {

    static final QubeName WORK = QubeName.of("work");
    static final String BRIDGE_UUID = "fd68198b-313a-47cb-9155-52e95cdc67f3";

    private static final HostPath KEYFILES = HostPath.of("/etc/NetworkManager/system-connections");

    final Lab lab;
    final QubeName net;
    final QubeName firewall;
    final Place place;

    LabScene(Path folder, Release release) {
        this.lab = Lab.openOrCreate(folder.resolve("lab"), release);
        this.net = QubeName.of(release == Release.R2B2 ? "netvm" : "sys-net");
        this.firewall = QubeName.of(release == Release.R2B2 ? "firewallvm" : "sys-firewall");
        this.place = Place.in(net);
    }

    boolean isOld() {
        return lab.release() == Release.R2B2;
    }

    String uplink() {
        return isOld() ? "eth0" : "ens6";
    }

    void write(Place where, String path, String text, int mode) {
        lab.write(
                where, HostPath.of(path), FileImage.ofRoot(text.getBytes(StandardCharsets.UTF_8), mode), Expected.ANY);
    }

    HostPath keyfile(String name) {
        return KEYFILES.resolve(name + (isOld() ? "" : ".nmconnection"));
    }

    void writeKeyfile(QubeName qube, String name, String text, int mode) {
        write(Place.in(qube), keyfile(name).value(), text, mode);
    }

    static String bridgeKeyfile(boolean autoconnect) {
        return "[connection]\nid=Bridge-DHCP\nuuid=" + BRIDGE_UUID + "\ntype=bridge\nautoconnect=" + autoconnect
                + "\n\n[ipv4]\nmethod=auto\n\n[bridge]\ninterface-name=bridge0\nstp=false\n";
    }

    static String portKeyfile(String mac, boolean autoconnect) {
        return "[802-3-ethernet]\nduplex=full\nmac-address=" + mac
                + "\n\n[connection]\nid=bridge0-port\nuuid=38320e5b-226c-409e-9fd6-0fbf4d0460a0\ntype=802-3-ethernet\n"
                + "autoconnect=" + autoconnect + "\nautoconnect-priority=10\nmaster=" + BRIDGE_UUID
                + "\nslave-type=bridge\n";
    }

    /** Writes both keyfiles into the net qube and brings the bridge up as a person would. */
    void raiseBridge(boolean autoconnect) {
        writeKeyfile(net, "Bridge-DHCP", bridgeKeyfile(autoconnect), 0600);
        writeKeyfile(net, "bridge0-port", portKeyfile("88:AE:1D:AE:30:31", autoconnect), 0600);
        reload();
        run(new HostCommand.NmUp(place, dialect(), "bridge0-port"));
    }

    void lowerBridge() {
        lab.delete(place, keyfile("bridge0-port"), Expected.ANY);
        lab.delete(place, keyfile("Bridge-DHCP"), Expected.ANY);
        reload();
    }

    void reload() {
        if (!isOld()) {
            run(new HostCommand.NmReload(place));
        }
    }

    NmDialect dialect() {
        return isOld() ? NmDialect.V0_9 : NmDialect.V1;
    }

    CommandResult run(HostCommand command) {
        return lab.run(command, OutputListener.SILENT);
    }

    /** What a command says that ends with an exit code it does not accept. */
    CommandResult failure(HostCommand command) {
        try {
            CommandResult result = run(command);
            throw new AssertionError("It did not fail but said " + result);
        } catch (HostException.CommandFailed failed) {
            return failed.result();
        }
    }

    List<String> rules(QubeName qube) {
        Place where = Place.in(qube);
        return run(lab.release().usesIptables() ? new HostCommand.IptablesSave(where) : new HostCommand.NftList(where))
                .output();
    }

    Link link(QubeName qube, String name) {
        return lab.links(qube).stream()
                .filter(link -> link.name().value().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No interface " + name + " in " + lab.links(qube)));
    }

    QubeReport report(QubeName qube) {
        return lab.qube(qube).orElseThrow();
    }

    void restart(QubeName qube) {
        lab.shutdown(qube);
        lab.start(qube);
    }

    /** Makes the release give a bridged card to work at its next start, by whatever way it has. */
    void bridgeWork() {
        lab.shutdown(WORK);
        lab.setProperty(WORK, "netvm", net.value());
        switch (lab.release()) {
            case R2B2 -> {
                patchQubesPy();
                lab.setProperty(WORK, "bridge", "bridge0");
            }
            case R4_1, R4_2 -> {
                write(Place.DOM0, "/etc/qubes/templates/libvirt/devices/net.xml", wrapped(), 0644);
                run(new HostCommand.RestartQubesd());
                lab.setFeature(WORK, "drawbridge-bridge", "bridge0");
                lab.setProperty(WORK, "mac", "00:16:3e:00:00:07");
            }
            case R4_3 -> {
                write(Place.DOM0, "/etc/qubes/templates/libvirt/xen/by-name/work.xml", byName(), 0644);
                lab.setProperty(WORK, "mac", "00:16:3e:00:00:07");
            }
        }
    }

    void unbridgeWork() {
        lab.shutdown(WORK);
        switch (lab.release()) {
            case R2B2 -> {
                lab.resetProperty(WORK, "bridge");
                write(Place.DOM0, Facts.QUBES_PY.value(), StockText.text("R2B2/dom0/qubes.py"), 0644);
            }
            case R4_1, R4_2 -> {
                lab.removeFeature(WORK, "drawbridge-bridge");
                lab.resetProperty(WORK, "mac");
                lab.delete(Place.DOM0, HostPath.of("/etc/qubes/templates/libvirt/devices/net.xml"), Expected.ANY);
            }
            case R4_3 -> {
                lab.resetProperty(WORK, "mac");
                lab.delete(Place.DOM0, HostPath.of("/etc/qubes/templates/libvirt/xen/by-name/work.xml"), Expected.ANY);
            }
        }
        lab.resetProperty(WORK, "netvm");
        lab.start(WORK);
    }

    void patchQubesPy() {
        String patched = StockText.text("R2B2/dom0/qubes.py")
                .replace(
                        "            \"memory\": {",
                        "            \"bridge\": {\"default\": None, \"order\": 72},\n            \"memory\": {");
        write(Place.DOM0, Facts.QUBES_PY.value(), patched, 0644);
    }

    static String wrapped() {
        return "{# a bridged card, else the stock text #}\n{% if vm.features.get('drawbridge-bridge', '') -%}\n"
                + "<interface type=\"bridge\">\n    <source bridge=\"{{ vm.features.get('drawbridge-bridge', '') }}\"/>\n"
                + "    <mac address=\"{{ vm.mac }}\"/>\n    <backenddomain name=\"{{ vm.netvm.name }}\"/>\n"
                + "    <script path=\"vif-bridge\"/>\n</interface>\n{% else -%}\n" + StockText.text("R4.1/dom0/net.xml")
                + "{% endif %}\n";
    }

    static String byName() {
        return """
                {% extends 'libvirt/xen.xml' %}
                {% block network %}
                <interface type="bridge">
                    <source bridge="bridge0"/>
                    <mac address="{{ vm.mac }}"/>
                    <backenddomain name="{{ vm.netvm.name }}"/>
                    <script path="vif-bridge"/>
                </interface>
                {% endblock %}
                """;
    }
}
