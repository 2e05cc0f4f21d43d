package org.drawbridge.job;

import java.util.List;
import java.util.Optional;
import org.drawbridge.host.CommandResult;
import org.drawbridge.host.Expected;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostCommand;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.HostStatus;
import org.drawbridge.host.Link;
import org.drawbridge.host.OutputListener;
import org.drawbridge.host.Place;
import org.drawbridge.host.QubeReport;
import org.drawbridge.name.QubeName;

/** Passes everything on to another host, and lets a test do something around whatever changes it. */
abstract class PassingHost implements Host {

    private final Host host;

    PassingHost(Host host) {
        this.host = host;
    }

    void before(String operation) {}

    void after(String operation) {}

    private void around(String operation, Runnable work) {
        before(operation);
        work.run();
        after(operation);
    }

    @Override
    public HostStatus status() {
        return host.status();
    }

    @Override
    public List<QubeReport> qubes() {
        return host.qubes();
    }

    @Override
    public Optional<QubeReport> qube(QubeName name) {
        return host.qube(name);
    }

    @Override
    public List<Link> links(QubeName qube) {
        return host.links(qube);
    }

    @Override
    public void setProperty(QubeName qube, String property, String value) {
        around("set property", () -> host.setProperty(qube, property, value));
    }

    @Override
    public void resetProperty(QubeName qube, String property) {
        around("reset property", () -> host.resetProperty(qube, property));
    }

    @Override
    public void setFeature(QubeName qube, String feature, String value) {
        around("set feature", () -> host.setFeature(qube, feature, value));
    }

    @Override
    public void removeFeature(QubeName qube, String feature) {
        around("remove feature", () -> host.removeFeature(qube, feature));
    }

    @Override
    public Optional<Boolean> service(QubeName qube, String service) {
        return host.service(qube, service);
    }

    @Override
    public void setService(QubeName qube, String service, Optional<Boolean> on) {
        around("set service", () -> host.setService(qube, service, on));
    }

    @Override
    public void start(QubeName qube) {
        around("start", () -> host.start(qube));
    }

    @Override
    public void shutdown(QubeName qube) {
        around("shutdown", () -> host.shutdown(qube));
    }

    @Override
    public Optional<FileImage> read(Place place, HostPath path) {
        return host.read(place, path);
    }

    @Override
    public List<String> list(Place place, HostPath folder) {
        return host.list(place, folder);
    }

    @Override
    public void write(Place place, HostPath path, FileImage image, Expected expected) {
        around("write", () -> host.write(place, path, image, expected));
    }

    @Override
    public void delete(Place place, HostPath path, Expected expected) {
        around("delete", () -> host.delete(place, path, expected));
    }

    @Override
    public CommandResult run(HostCommand command, OutputListener listener) {
        before("run");
        CommandResult result = host.run(command, listener);
        after("run");
        return result;
    }
}
