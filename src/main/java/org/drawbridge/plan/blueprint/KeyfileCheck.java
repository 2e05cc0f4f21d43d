package org.drawbridge.plan.blueprint;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Stream;
import org.drawbridge.format.NetworkManagerVersion;
import org.drawbridge.host.HostCommand.NmCheck;
import org.drawbridge.host.Place;
import org.drawbridge.plan.Content;

/** Lets the net qube's own nmcli read a keyfile before it is written; what it leaves out must be seen then, for it does not tell. */
final class KeyfileCheck {

    /** What nmcli does not print: the name that it is given for the test, and what is so by default. */
    private static final Set<String> UNPRINTED = Set.of("autoconnect=true", "stp=true");

    private KeyfileCheck() {}

    static void add(Draft draft, String id, Content content) {
        Place net = draft.request().net();
        boolean can = NetworkManagers.version(draft.survey(), net)
                .filter(NetworkManagerVersion::readsOffline)
                .isPresent();
        if (can && content instanceof Content.FileContent file) {
            String text = new String(file.image().content(), StandardCharsets.UTF_8);
            draft.add(
                    Phase.LINK,
                    Act.of(
                                    new NmCheck(net, id, text),
                                    net.label() + ": let nmcli read the keyfile " + id,
                                    "It skips values that it does not understand, and a keyfile that is written may count at once.")
                            .expect(text.lines().flatMap(KeyfileCheck::kept).toList())
                            .step());
        }
    }

    /** What of a line must be printed again, in whatever form a version has for it. */
    private static Stream<String> kept(String line) {
        int equals = line.indexOf('=');
        if (equals < 0 || line.startsWith("#") || UNPRINTED.contains(line)) {
            return Stream.empty();
        }
        String value = line.substring(equals);
        return switch (line.substring(0, equals)) {
            case "id", "type" -> Stream.empty();
            case "master", "controller" -> Stream.of(value);
            case "slave-type", "port-type" -> Stream.of("-type" + value);
            case "address1", "dns" ->
                Stream.of(value.substring(1).split("[,;]", -1)).filter(part -> !part.isEmpty());
            default -> Stream.of(line);
        };
    }
}
