package org.drawbridge.host.lab;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.drawbridge.host.HostException;
import org.drawbridge.host.PropertyValue;
import org.drawbridge.host.QubeReport;
import org.drawbridge.host.Release;
import org.drawbridge.host.adminapi.Qubesd;
import org.drawbridge.host.adminapi.Qubesd.Request;
import org.drawbridge.name.InvalidNameException;
import org.drawbridge.name.MacAddress;
import org.drawbridge.name.QubeName;

/** The Admin API over a lab: it takes and refuses requests, and says so, as the daemon of the release does. */
public final class StandInQubesd implements Qubesd.Answers {

    private static final byte[] SILENCE = new byte[0];
    private static final byte[] GOODBYE = new byte[0];

    private final StandIn standIn;
    private final Lab lab;
    private final List<BlockingQueue<byte[]>> listeners = new CopyOnWriteArrayList<>();

    public StandInQubesd(StandIn standIn) {
        this.standIn = standIn;
        this.lab = standIn.lab();
    }

    @Override
    public void answer(Request request, OutputStream out) throws IOException {
        standIn.lookAtFiles();
        if (request.method().equals("admin.Events")) {
            tellEvents(out);
        } else {
            out.write(reply(request));
        }
    }

    /** Tells those who listen that something happened. */
    public void happened(String subject, String name, String... values) {
        byte[] event = Qubesd.event(subject, name, values);
        listeners.forEach(listener -> listener.add(event));
    }

    /** Ends all streams of events. */
    public void endEvents() {
        listeners.forEach(listener -> listener.add(GOODBYE));
    }

    private void tellEvents(OutputStream out) throws IOException {
        BlockingQueue<byte[]> queue = new LinkedBlockingQueue<>();
        listeners.add(queue);
        try {
            out.write(Qubesd.event("", "connection-established"));
            for (byte[] event = queue.take(); event.length > 0; event = queue.take()) {
                out.write(event);
            }
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
        } finally {
            listeners.remove(queue);
        }
    }

    private byte[] reply(Request request) {
        try {
            if (!request.source().equals("dom0") || !isAscii(request.payload())) {
                return SILENCE;
            }
            QubeName qube = QubeName.of(request.destination());
            if (!request.method().startsWith("admin.vm.")) {
                return qube.isDom0() ? ofHost(request) : SILENCE;
            }
            QubeReport report = lab.qube(qube).orElseThrow(() -> new HostException.NoSuchQube(qube));
            return ofQube(request, report);
        } catch (HostException.NoSuchQube | InvalidNameException exception) {
            return Qubesd.exception("QubesVMNotFoundError", "No such domain: '" + request.destination() + "'");
        } catch (HostException.Declined exception) {
            return declined(exception.getMessage());
        }
    }

    private byte[] declined(String message) {
        if (message.startsWith("Invalid property")) {
            return Qubesd.exception("QubesNoSuchPropertyError", message.substring(0, message.length() - 1));
        }
        if (message.startsWith("There are other VMs connected")) {
            return Qubesd.exception(
                    lab.release() == Release.R4_3 ? "QubesVMInUseError" : "QubesVMError", message.split("\\.", 2)[0]);
        }
        return message.startsWith("Cannot dynamically attach")
                ? Qubesd.exception("QubesVMNotStartedError", message)
                : Qubesd.exception("QubesValueError", message);
    }

    private byte[] ofHost(Request request) {
        return switch (request.method()) {
            case "admin.label.List" -> Qubesd.ok("red\norange\nyellow\ngreen\ngray\nblue\npurple\nblack\n");
            default -> SILENCE;
        };
    }

    private byte[] ofQube(Request request, QubeReport report) {
        boolean bare = request.argument().isEmpty() && request.payload().isEmpty();
        return switch (request.method()) {
            case "admin.vm.List" -> bare ? Qubesd.ok(list(report.name())) : SILENCE;
            case "admin.vm.CurrentState" ->
                bare
                        ? Qubesd.ok("mem=4096000 mem_static_max=4096000 cputime=1 power_state=" + report.state())
                        : SILENCE;
            case "admin.vm.Start", "admin.vm.Shutdown", "admin.vm.Kill" -> bare ? power(request, report) : SILENCE;
            case "admin.vm.property.GetAll" -> bare ? Qubesd.ok(properties(report)) : SILENCE;
            case "admin.vm.feature.List" ->
                bare ? Qubesd.ok(lines(report.features().keySet())) : SILENCE;
            default -> named(request, report);
        };
    }

    private byte[] named(Request request, QubeReport report) {
        QubeName qube = report.name();
        String name = request.argument();
        return switch (request.method()) {
            case "admin.vm.property.Get" ->
                report.property(name)
                        .map(value -> Qubesd.ok(value(report, name, value)))
                        .orElseGet(() -> Qubesd.exception(
                                "QubesNoSuchPropertyError", "Invalid property '" + name + "' of " + qube));
            case "admin.vm.tag.Get" -> Qubesd.ok(name.equals("drawbridge") && standIn.isTagged(qube) ? "1" : "0");
            case "admin.vm.property.Set" -> set(request, report);
            case "admin.vm.property.Reset" -> {
                lab.resetProperty(qube, name);
                happened(qube.value(), "property-reset:" + name, "name", name);
                yield Qubesd.ok("");
            }
            case "admin.vm.feature.Get" -> report.feature(name).map(Qubesd::ok).orElseGet(() -> unset(qube, name));
            case "admin.vm.feature.Set" -> {
                lab.setFeature(qube, name, request.payload());
                happened(qube.value(), "domain-feature-set:" + name, "feature", name, "value", request.payload());
                yield Qubesd.ok("");
            }
            case "admin.vm.feature.Remove" -> {
                if (report.feature(name).isEmpty()) {
                    yield unset(qube, name);
                }
                lab.removeFeature(qube, name);
                happened(qube.value(), "domain-feature-delete:" + name, "feature", name);
                yield Qubesd.ok("");
            }
            default -> SILENCE;
        };
    }

    private byte[] set(Request request, QubeReport report) {
        if (request.argument().equals("mac") && !isMac(request.payload())) {
            return SILENCE;
        }
        lab.setProperty(report.name(), request.argument(), request.payload());
        happened(
                report.name().value(),
                "property-set:" + request.argument(),
                "name",
                request.argument(),
                "newvalue",
                request.payload());
        return Qubesd.ok("");
    }

    private byte[] power(Request request, QubeReport report) {
        QubeName qube = report.name();
        if (request.method().equals("admin.vm.Start")) {
            lab.start(qube);
            happened(qube.value(), "domain-start", "start_guid", "True");
            return Qubesd.ok("");
        }
        if (report.state().equals("Halted")) {
            return Qubesd.exception("QubesVMNotStartedError", "Domain is powered off: '" + qube + "'");
        }
        if (request.method().equals("admin.vm.Shutdown")) {
            lab.shutdown(qube);
        } else {
            lab.hands().kill(qube);
        }
        happened(qube.value(), "domain-shutdown");
        return Qubesd.ok("");
    }

    private String list(QubeName asked) {
        return lab.qubes().stream()
                .filter(report -> asked.isDom0() || report.name().equals(asked))
                .map(report -> report.name() + " class=" + report.qubeClass() + " state=" + report.state()
                        + uuid(report) + "\n")
                .collect(Collectors.joining());
    }

    private String uuid(QubeReport report) {
        return lab.release() == Release.R4_3
                ? " uuid=" + report.property("uuid").orElseThrow().value()
                : "";
    }

    private String properties(QubeReport report) {
        return report.properties().entrySet().stream()
                .map(entry -> entry.getKey() + " "
                        + value(report, entry.getKey(), entry.getValue())
                                .replace("\\", "\\\\")
                                .replace("\n", "\\n")
                        + "\n")
                .collect(Collectors.joining());
    }

    private String value(QubeReport report, String name, PropertyValue value) {
        return "default=" + (value.isDefault() ? "True" : "False") + " type=" + standIn.typeOf(report.qubeClass(), name)
                + " " + value.value();
    }

    private static byte[] unset(QubeName qube, String feature) {
        return Qubesd.exception("QubesFeatureNotFoundError", "Feature not set for domain " + qube + ": " + feature);
    }

    private static String lines(Iterable<String> names) {
        StringBuilder lines = new StringBuilder();
        names.forEach(name -> lines.append(name).append('\n'));
        return lines.toString();
    }

    private static boolean isAscii(String text) {
        return StandardCharsets.US_ASCII.newEncoder().canEncode(text);
    }

    private static boolean isMac(String text) {
        try {
            MacAddress.of(text);
            return true;
        } catch (InvalidNameException exception) {
            return false;
        }
    }
}
