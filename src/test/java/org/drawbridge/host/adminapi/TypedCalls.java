package org.drawbridge.host.adminapi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.drawbridge.host.HostException;
import org.drawbridge.name.InvalidNameException;
import org.drawbridge.name.QubeName;

/** Makes the client's typed call for a request that is written down, and writes down what came of it. */
final class TypedCalls {

    private TypedCalls() {}

    /** What the client makes of it, as text. */
    static String outcome(AdminApi api, String request) {
        try {
            return text(callOf(api, request));
        } catch (HostException exception) {
            return exception.getClass().getSimpleName() + ": " + exception.getMessage();
        } catch (InvalidNameException exception) {
            return "no name: " + exception.getMessage();
        }
    }

    static Object callOf(AdminApi api, String request) {
        int nul = request.indexOf('\0');
        String head = nul < 0 ? request : request.substring(0, nul);
        String payload = nul < 0 ? "" : request.substring(nul + 1);
        int space = head.indexOf(' ');
        String[] service = head.substring(0, space).split("\\+", 2);
        return call(
                api, service[0], service.length < 2 ? "" : service[1], QubeName.of(head.substring(space + 1)), payload);
    }

    private static Object call(AdminApi api, String method, String argument, QubeName qube, String payload) {
        return switch (method) {
            case "admin.vm.List" -> qube.isDom0() ? api.qubes() : api.qube(qube);
            case "admin.label.List" -> api.labels();
            case "admin.property.GetAll" -> api.globalProperties();
            case "admin.property.Get" -> api.globalProperty(argument);
            case "admin.property.Set" -> done(() -> api.setGlobalProperty(argument, payload));
            case "admin.property.Reset" -> done(() -> api.resetGlobalProperty(argument));
            case "admin.vm.property.List" -> api.propertyNames(qube);
            case "admin.vm.property.GetAll" -> api.properties(qube);
            case "admin.vm.property.Get" -> api.property(qube, argument);
            case "admin.vm.property.Set" -> done(() -> api.setProperty(qube, argument, payload));
            case "admin.vm.property.Reset" -> done(() -> api.resetProperty(qube, argument));
            case "admin.vm.feature.List" -> api.featureNames(qube);
            case "admin.vm.feature.Get" -> api.feature(qube, argument);
            case "admin.vm.feature.Set" -> done(() -> api.setFeature(qube, argument, payload));
            case "admin.vm.feature.Remove" -> done(() -> api.removeFeature(qube, argument));
            case "admin.vm.tag.List" -> api.tags(qube);
            case "admin.vm.tag.Get" -> api.hasTag(qube, argument);
            case "admin.vm.tag.Set" -> done(() -> api.setTag(qube, argument));
            case "admin.vm.tag.Remove" -> done(() -> api.removeTag(qube, argument));
            case "admin.vm.CurrentState" -> api.state(qube);
            case "admin.vm.Start" -> done(() -> api.start(qube));
            case "admin.vm.Shutdown" -> done(() -> api.shutdown(qube));
            case "admin.vm.Kill" -> done(() -> api.kill(qube));
            default -> throw new AssertionError("The client does not call " + method);
        };
    }

    private static String done(Runnable call) {
        call.run();
        return "done";
    }

    private static String text(Object value) {
        return switch (value) {
            case Optional<?> optional -> optional.map(TypedCalls::text).orElse("nothing");
            case List<?> list -> list.stream().map(TypedCalls::text).collect(Collectors.joining("\n"));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + text(entry.getValue()))
                        .collect(Collectors.joining("\n"));
            case AdminQube qube ->
                qube.name() + ": " + qube.qubeClass() + ", " + qube.state()
                        + (qube.more().isEmpty() ? "" : ", " + qube.more());
            case AdminProperty property ->
                (property.isDefault() ? "default " : "set ") + property.type() + " “" + property.value() + "”";
            default -> "“" + value + "”";
        };
    }
}
