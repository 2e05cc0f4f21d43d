package org.drawbridge.plan.blueprint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.drawbridge.host.HostCommand;
import org.drawbridge.host.HostCommand.NmActive;
import org.drawbridge.host.HostCommand.NmConnectDevice;
import org.drawbridge.host.HostCommand.NmDown;
import org.drawbridge.host.HostCommand.NmShow;
import org.drawbridge.host.HostCommand.NmUp;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Link;
import org.drawbridge.host.Place;
import org.drawbridge.name.InterfaceName;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.Probe;
import org.drawbridge.plan.survey.Look;
import org.drawbridge.profile.BridgeProfile;

/**
 * The bridge in the net qube: two keyfiles, and the commands that make NetworkManager take them.
 *
 * <p>The connections go down before their files change and come up after, by the port: bringing up the bridge alone would leave
 * it without ports.
 */
final class BridgeLink implements Part {

    /** A file name that a well-meaning net qube has; others are not looked into. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9 ._-]{0,199}");

    private static final int MOST_KEYFILES = 100;

    private final LinkStyle style;

    BridgeLink(LinkStyle style) {
        this.style = style;
    }

    @Override
    public void look(Look look, Request request) {
        look.links(request.netvm());
        style.look(look, request.net());
        look.run(new NmActive(request.net(), style.dialect()));
        Home home = Home.of(request.netvm(), look.qube(request.netvm()));
        Set<Artifact.File> files = new LinkedHashSet<>(home.files(path(style.bridgeId(request.profile()))));
        files.addAll(former(request));
        for (Link link : look.links(request.netvm())) {
            files.addAll(home.files(path(style.portId(request.profile(), link.name()))));
        }
        files.forEach(file -> look.file(file.place(), file.path()));
        look.folder(request.net(), Keyfiles.FOLDER).stream()
                .filter(name -> PLAIN.matcher(name).matches())
                .limit(MOST_KEYFILES)
                .flatMap(name -> home.files(Keyfiles.FOLDER.resolve(name)).stream())
                .forEach(file -> look.glance(file.place(), file.path()));
    }

    @Override
    public void plan(Draft draft) {
        Optional<Card> card = Card.of(draft.request(), draft.survey());
        if (draft.request().removes()) {
            remove(draft, card);
        } else if (card.isPresent()) {
            raise(draft, card.get());
        }
    }

    private void raise(Draft draft, Card card) {
        BridgeProfile profile = draft.request().profile();
        Home home = Home.of(draft.request(), draft.survey());
        Map<Artifact.File, Wish> wishes = new LinkedHashMap<>();
        for (Artifact.File file : home.files(path(style.bridgeId(profile)))) {
            wishes.put(file, new Wish(file, style.bridge(profile, card), "It makes " + profile.bridge() + "."));
        }
        for (Artifact.File file : home.files(path(style.portId(profile, card.name())))) {
            String reason = "It makes " + card.name() + " a port of " + profile.bridge() + ".";
            wishes.put(file, new Wish(file, style.port(draft, card), reason));
        }
        for (Artifact.File file : former(draft.request())) {
            wishes.putIfAbsent(
                    file,
                    new Wish(file, draft.restoration(file, Content.NO_FILE), "Its connection is another one now."));
        }
        boolean changed = wishes.values().stream().anyMatch(wish -> draft.differs(wish.artifact(), wish.content()));
        if (changed || activePort(draft).isEmpty()) {
            KeyfileCheck.add(draft, style.bridgeId(profile), style.bridge(profile, card));
            KeyfileCheck.add(draft, style.portId(profile, card.name()), style.port(draft, card));
            begin(draft, card.name());
            wishes.forEach(
                    (file, wish) -> draft.change(Phase.LINK, file, wish.content(), wish.reason(), home.why(file)));
            load(draft, card);
            ports(draft).stream().filter(port -> !port.equals(card.name())).forEach(port -> reconnect(draft, port));
        }
        draft.probe(new Probe.BridgeUp(draft.request().netvm(), profile.bridge(), false));
        draft.probe(new Probe.UplinkInBridge(draft.request().netvm(), card.name(), profile.bridge(), false));
        if (hasAddress(draft, card.name()) || hasAddress(draft, profile.bridge().asInterface())) {
            draft.probe(new Probe.HasAddress(
                    draft.request().netvm(), profile.bridge().asInterface(), false));
        }
    }

    /** Takes the connections down where they are up; else looks at what is up, so that the way back ends with that again. */
    private void begin(Draft draft, InterfaceName card) {
        Place net = draft.request().net();
        BridgeProfile profile = draft.request().profile();
        Optional<String> port = activePort(draft);
        List<HostCommand> undo = new ArrayList<>(style.reload(net).stream().toList());
        if (port.isPresent()) {
            draft.restartBridge();
            undo.add(new NmUp(net, style.dialect(), port.get()));
            draft.add(
                    Phase.LINK,
                    Act.of(
                                    new NmDown(net, style.dialect(), port.get()),
                                    net.label() + ": take the port of " + profile.bridge() + " down",
                                    "A connection that is up does not take a changed keyfile.")
                            .undo(undo)
                            .check(
                                    active(draft),
                                    List.of(),
                                    List.of(Keyfiles.portUuid(profile).toString()))
                            .step());
            draft.add(
                    Phase.LINK,
                    Act.of(
                                    new NmDown(net, style.dialect(), style.bridgeId(profile)),
                                    net.label() + ": take " + profile.bridge() + " down",
                                    "It must not live on with what its old keyfile said.")
                            .step());
        } else {
            style.reconnect(net, card, formerConnection(draft, card)).ifPresent(undo::add);
            draft.add(
                    Phase.LINK,
                    Act.of(
                                    active(draft),
                                    net.label() + ": look which connections are up",
                                    "On the way back, once the keyfiles are gone, " + card
                                            + " gets its old connection again.")
                            .undo(undo)
                            .step());
        }
    }

    private void load(Draft draft, Card card) {
        Place net = draft.request().net();
        BridgeProfile profile = draft.request().profile();
        String bridge = style.bridgeId(profile);
        String port = style.portId(profile, card.name());
        reload(draft, "Keyfiles count only once they are read.");
        draft.add(
                Phase.LINK,
                Act.of(
                                new NmShow(net, style.dialect(), bridge),
                                net.label() + ": compare what NetworkManager took for " + profile.bridge(),
                                "It skips values that it does not understand and says nothing.")
                        .expect(style.bridgeTaken(profile, card))
                        .step());
        draft.add(
                Phase.LINK,
                Act.of(
                                new NmShow(net, style.dialect(), port),
                                net.label() + ": compare what NetworkManager took for " + card.name(),
                                "With a MAC address that it does not understand, any card would become the port.")
                        .expect(style.portTaken(profile, card))
                        .step());
        draft.add(
                Phase.LINK,
                Act.of(
                                new NmUp(net, style.dialect(), port),
                                net.label() + ": bring " + profile.bridge() + " up with " + card.name(),
                                "The port brings the bridge up with it; by itself the bridge would come up without ports.")
                        .undo(new NmDown(net, style.dialect(), port), new NmDown(net, style.dialect(), bridge))
                        .check(active(draft), List.of(Keyfiles.portUuid(profile).toString()), List.of())
                        .step());
    }

    private void remove(Draft draft, Optional<Card> card) {
        BridgeProfile profile = draft.request().profile();
        Home home = Home.of(draft.request(), draft.survey());
        Set<Artifact.File> files = new LinkedHashSet<>(home.files(path(style.bridgeId(profile))));
        card.ifPresent(found -> files.addAll(home.files(path(style.portId(profile, found.name())))));
        files.addAll(former(draft.request()));
        boolean there = files.stream().anyMatch(file -> draft.differs(file, Content.NO_FILE));
        if (!there && activePort(draft).isEmpty()) {
            return;
        }
        List<InterfaceName> ports = ports(draft);
        begin(
                draft,
                ports.isEmpty() ? card.map(Card::name).orElse(profile.bridge().asInterface()) : ports.getFirst());
        files.forEach(file ->
                draft.restore(Phase.LINK, file, Content.NO_FILE, "Nothing of " + profile.bridge() + " stays behind."));
        reload(draft, "It forgets " + profile.bridge() + " only then.");
        ports.forEach(port -> reconnect(draft, port));
        draft.probe(new Probe.BridgeGone(draft.request().netvm(), profile.bridge(), false));
        if (hasAddress(draft, profile.bridge().asInterface())) {
            ports.stream()
                    .filter(port -> formerConnection(draft, port).isPresent())
                    .forEach(port ->
                            draft.probe(new Probe.HasAddress(draft.request().netvm(), port, false)));
        }
    }

    private void reload(Draft draft, String reason) {
        Place net = draft.request().net();
        style.reload(net)
                .ifPresent(command -> draft.add(
                        Phase.LINK,
                        Act.of(command, net.label() + ": let NetworkManager read its keyfiles", reason)
                                .step()));
    }

    private void reconnect(Draft draft, InterfaceName card) {
        Place net = draft.request().net();
        style.reconnect(net, card, formerConnection(draft, card))
                .ifPresent(command -> draft.add(
                        Phase.LINK,
                        Act.of(
                                        command,
                                        net.label() + ": connect " + card + " with its own connection",
                                        card + " was taken down with the bridge and does not come back by itself.")
                                .step()));
    }

    private NmActive active(Draft draft) {
        return new NmActive(draft.request().net(), style.dialect());
    }

    /** The port's connection that is up, by its name. */
    private Optional<String> activePort(Draft draft) {
        String uuid = Keyfiles.portUuid(draft.request().profile()).toString();
        return draft.survey().lines(active(draft)).stream()
                .filter(line -> line.contains(":" + uuid + ":"))
                .map(line -> line.substring(0, line.indexOf(':')))
                .findFirst();
    }

    /** The connection that a card has now, or had when the profile was first applied. */
    private Optional<String> formerConnection(Draft draft, InterfaceName card) {
        String uuid = Keyfiles.portUuid(draft.request().profile()).toString();
        return draft.survey().lines(active(draft)).stream()
                .filter(line ->
                        !line.contains(uuid) && List.of(line.split(":", -1)).contains(card.value()))
                .map(line -> line.substring(0, line.indexOf(':')))
                .findFirst()
                .or(() -> draft.request()
                        .baseline()
                        .undoables(NmActive.class)
                        .filter(action ->
                                action.command().place().equals(draft.request().net()))
                        .flatMap(action -> action.undo().stream())
                        .flatMap(command -> connection(command, card).stream())
                        .findFirst());
    }

    private static Optional<String> connection(HostCommand command, InterfaceName card) {
        if (command instanceof NmConnectDevice connect && connect.device().equals(card)) {
            return Optional.of(connect.device().value());
        }
        return command instanceof NmUp up ? Optional.of(up.id()) : Optional.empty();
    }

    private static boolean hasAddress(Draft draft, InterfaceName name) {
        return draft.survey().links(draft.request().netvm()).stream()
                .anyMatch(link -> link.name().equals(name) && !link.addresses().isEmpty());
    }

    /** The cards that are ports of the bridge now. */
    private static List<InterfaceName> ports(Draft draft) {
        InterfaceName bridge = draft.request().profile().bridge().asInterface();
        return draft.survey().links(draft.request().netvm()).stream()
                .filter(link -> link.isUplink() && bridge.equals(link.master()))
                .map(Link::name)
                .toList();
    }

    /** The keyfiles in the net qube that the profile's applied plans wrote. */
    private static List<Artifact.File> former(Request request) {
        List<Artifact.File> files = new ArrayList<>();
        for (Artifact artifact : request.baseline().artifacts()) {
            if (artifact instanceof Artifact.File file
                    && file.path().isWithin(Keyfiles.FOLDER)
                    && !request.members().stream().map(Place::in).toList().contains(file.place())) {
                files.add(file);
            }
        }
        return files;
    }

    private HostPath path(String id) {
        return Keyfiles.FOLDER.resolve(style.fileName(id));
    }
}
