package org.drawbridge.plan.blueprint;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.drawbridge.format.FormatException;
import org.drawbridge.format.Keyfile;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostPath;
import org.drawbridge.name.MacAddress;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;
import org.drawbridge.profile.BridgeProfile;
import org.drawbridge.profile.BridgeProfile.Addressing;

/** The keyfiles of R4's NetworkManager: whole files of ours, and what must be read back from them. */
final class Keyfiles {

    /** Where keyfiles last on every release; {@code /etc/NetworkManager/system-connections} is a link to it. */
    static final HostPath FOLDER = HostPath.of("/rw/config/NM-system-connections");

    /** More than what NetworkManager and Qubes write themselves have, so that ours win after a start. */
    private static final int PORT_PRIORITY = 10;

    private Keyfiles() {}

    /** How a port names its bridge: {@code controller} from NetworkManager 1.46 on, {@code master} before. */
    enum PortKeys {
        MASTER("master", "slave-type"),
        CONTROLLER("controller", "port-type");

        private final String bridge;
        private final String type;

        PortKeys(String bridge, String type) {
            this.bridge = bridge;
            this.type = type;
        }
    }

    /** A name that stays the same for one connection of one profile. */
    static UUID uuid(long profile, String role) {
        return UUID.nameUUIDFromBytes(("drawbridge/" + profile + "/" + role).getBytes(StandardCharsets.UTF_8));
    }

    static UUID bridgeUuid(BridgeProfile profile) {
        return uuid(profile.id(), profile.bridge() + "/bridge");
    }

    static UUID portUuid(BridgeProfile profile) {
        return uuid(profile.id(), profile.bridge() + "/port");
    }

    static Content bridge(BridgeProfile profile, String id, Card card) {
        return file(head(profile)
                + "[connection]\nid=" + id
                + "\nuuid=" + bridgeUuid(profile)
                + "\ntype=bridge\ninterface-name=" + profile.bridge()
                + "\nautoconnect=true\n\n[bridge]\nstp=" + profile.stp()
                + "\nmac-address=" + card.macText()
                + "\n\n" + NetText.ipv4(profile.address())
                + "\n[ipv6]\nmethod=disabled\n");
    }

    /** What NetworkManager must have taken from it. */
    static List<String> bridgeTaken(BridgeProfile profile, Card card) {
        List<String> taken = new ArrayList<>(List.of(
                "connection.uuid:" + bridgeUuid(profile),
                "connection.type:bridge",
                "connection.interface-name:" + profile.bridge(),
                "connection.autoconnect:yes",
                "bridge.stp:" + (profile.stp() ? "yes" : "no"),
                "bridge.mac-address:" + card.macStart(),
                "ipv6.method:disabled"));
        taken.addAll(NetText.taken(profile.address()));
        return taken;
    }

    static Content port(BridgeProfile profile, String id, Card card, PortKeys keys) {
        return file(head(profile)
                + "[connection]\nid=" + id
                + "\nuuid=" + portUuid(profile)
                + "\ntype=ethernet\nautoconnect=true\nautoconnect-priority=" + PORT_PRIORITY
                + "\n" + keys.bridge + "=" + bridgeUuid(profile)
                + "\n" + keys.type + "=bridge\n\n[ethernet]\nmac-address=" + card.macText() + "\n");
    }

    /** The same, whatever word a version prints for its bridge. */
    static List<String> portTaken(BridgeProfile profile, Card card) {
        return List.of(
                "connection.uuid:" + portUuid(profile),
                "connection.type:802-3-ethernet",
                "connection.autoconnect:yes",
                "connection.autoconnect-priority:" + PORT_PRIORITY,
                ":" + bridgeUuid(profile),
                "-type:bridge",
                "802-3-ethernet.mac-address:" + card.macStart());
    }

    /** The file of an attached qube's card; it wins over the one that Qubes writes, and does not fall back to it. */
    static Content member(BridgeProfile profile, QubeName qube, Addressing address, MacAddress mac, boolean second) {
        return file(head(profile)
                + "[connection]\nid=drawbridge-" + profile.bridge()
                + "\nuuid=" + uuid(profile.id(), profile.bridge() + "/qube/" + qube)
                + "\ntype=ethernet\nautoconnect=true\nautoconnect-priority=1\nautoconnect-retries=0\n\n"
                + "[ethernet]\nmac-address=" + Card.upper(mac)
                + "\n\n" + (second ? NetText.ipv4Beside(address) : NetText.ipv4(address))
                + "\n[ipv6]\nmethod=disabled\n");
    }

    /**
     * Whether both say the same to NetworkManager: newer agents of Qubes rewrite names of interfaces in keyfiles, and
     * NetworkManager writes what it was told in a form of its own.
     */
    static boolean meanTheSame(Artifact artifact, Content one, Content other) {
        if (!(artifact instanceof Artifact.File file
                && file.path().isWithin(FOLDER)
                && one instanceof Content.FileContent first
                && other instanceof Content.FileContent second)) {
            return false;
        }
        try {
            return first.image().withContent(second.image().content()).equals(second.image())
                    && Keyfile.differences(parse(first), parse(second)).isEmpty();
        } catch (FormatException notUnderstood) {
            return false;
        }
    }

    private static Keyfile parse(Content.FileContent content) {
        return Keyfile.parse(content.image().content());
    }

    static Content file(String text) {
        return new Content.FileContent(FileImage.ofRoot(text.getBytes(StandardCharsets.UTF_8), 0600));
    }

    private static String head(BridgeProfile profile) {
        return "# Written by Drawbridge for bridge profile " + profile.id() + "; goes away with it.\n";
    }
}
