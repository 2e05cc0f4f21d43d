package org.drawbridge.inventory;

import java.util.TreeMap;
import org.drawbridge.host.PropertyValue;
import org.drawbridge.host.QubeReport;
import org.drawbridge.name.Ipv4Address;
import org.drawbridge.name.MacAddress;
import org.drawbridge.name.QubeName;

/** Builds what a host tells of one qube: a halted AppVM without network, unless said otherwise. */
public final class FakeQube {

    private final QubeName name;
    private String qubeClass = "AppVM";
    private String label = "blue";
    private String state = "Halted";
    private QubeName template;
    private QubeName netvm;
    private Ipv4Address ip;
    private MacAddress mac = MacAddress.of("00:16:3e:5e:6c:00");
    private boolean providesNetwork;
    private int xid = -1;
    private String virtMode = "pvh";
    private final TreeMap<String, PropertyValue> properties = new TreeMap<>();
    private final TreeMap<String, String> features = new TreeMap<>();

    private FakeQube(String name) {
        this.name = QubeName.of(name);
    }

    public static FakeQube named(String name) {
        return new FakeQube(name);
    }

    public FakeQube ofClass(String word) {
        qubeClass = word;
        return this;
    }

    public FakeQube label(String colour) {
        label = colour;
        return this;
    }

    public FakeQube state(String word) {
        state = word;
        return this;
    }

    public FakeQube running(int domain) {
        state = "Running";
        xid = domain;
        return property("xid", Integer.toString(domain), true);
    }

    public FakeQube template(String of) {
        template = QubeName.of(of);
        return this;
    }

    public FakeQube netvm(String of) {
        netvm = QubeName.of(of);
        return property("netvm", of, false);
    }

    public FakeQube ip(String address) {
        ip = Ipv4Address.of(address);
        return this;
    }

    public FakeQube mac(String address) {
        mac = MacAddress.of(address);
        return this;
    }

    public FakeQube virtMode(String mode) {
        virtMode = mode;
        return this;
    }

    public FakeQube providing() {
        providesNetwork = true;
        return this;
    }

    public FakeQube property(String property, String value, boolean isDefault) {
        properties.put(property, new PropertyValue(value, isDefault));
        return this;
    }

    public FakeQube feature(String feature, String value) {
        features.put(feature, value);
        return this;
    }

    public QubeReport report() {
        return new QubeReport(
                name,
                qubeClass,
                label,
                state,
                template,
                netvm,
                ip,
                mac,
                providesNetwork,
                xid,
                virtMode,
                properties,
                features);
    }
}
