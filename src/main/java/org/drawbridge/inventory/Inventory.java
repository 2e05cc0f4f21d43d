package org.drawbridge.inventory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.drawbridge.audit.Actor;
import org.drawbridge.name.QubeName;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is known of the host's qubes: read from the store, and brought up to the host's state by a synchronisation. */
@Service
public class Inventory {

    private static final int HISTORY = 100;

    private final QubeTable qubes;
    private final HistoryTable histories;
    private final HostTable hosts;
    private final Synchronisation synchronisation;

    Inventory(QubeTable qubes, HistoryTable histories, HostTable hosts, Synchronisation synchronisation) {
        this.qubes = qubes;
        this.histories = histories;
        this.hosts = hosts;
        this.synchronisation = synchronisation;
    }

    /**
     * Reads the host and stores what it told, all or nothing; one at a time.
     *
     * @throws org.drawbridge.host.HostException when the host cannot be read: the last known inventory stays, and
     *     {@link #host()} says since when
     */
    public SyncResult sync(Actor actor) {
        return synchronisation.run(actor);
    }

    /** Reads some qubes only and stores what the host told of them; the rest stays as it is known. */
    SyncResult glance(Set<QubeName> touched) {
        return synchronisation.glance(touched);
    }

    /** Asks the host just now how it stands, without reading its qubes; never fails because of the host. */
    public HostView check() {
        synchronisation.check();
        return host();
    }

    /** How the host stood when it was last asked. */
    public HostView host() {
        return hosts.view(qubes.count());
    }

    public Optional<Qube> find(QubeName name) {
        return qubes.find(name);
    }

    /** Every qube by name, dom0 among them. */
    public List<Qube> all() {
        return qubes.all();
    }

    public QubePage page(QubeQuery query) {
        return qubes.page(query);
    }

    /** The words that a column of the list has, such as the classes or net qubes there are; sorted. */
    public List<String> words(QubeQuery.Sort column) {
        return qubes.words(column);
    }

    /** Everything known of one qube. */
    @Transactional(readOnly = true)
    public Optional<QubeDetail> detail(QubeName name) {
        return qubes.load(name).map(this::detail);
    }

    /** The qubes that provide network, with their cards, by name. */
    public List<NetQube> netQubes() {
        return qubes.loadForBridges().stream()
                .filter(qube -> qube.report().providesNetwork())
                .map(qube -> new NetQube(qube.asQube(), uplinks(qube), qube.uplinksSeenAt()))
                .toList();
    }

    /** The bridges that were really there when the host was last read, with their ports, by net qube and name. */
    public List<Bridge> bridges() {
        return Mirror.bridges(qubes.loadForBridges());
    }

    private QubeDetail detail(Mirrored mirrored) {
        Qube qube = mirrored.asQube();
        return new QubeDetail(
                qube,
                mirrored.report().properties(),
                mirrored.report().features(),
                way(qube),
                qubes.users(QubeTable.QubeReference.NETVM, qube.name()),
                qubes.users(QubeTable.QubeReference.TEMPLATE, qube.name()),
                uplinks(mirrored),
                Optional.ofNullable(mirrored.uplinksSeenAt()),
                bridgesOf(qube.name()),
                mirrored.firstSeenAt(),
                histories.of(qube.name(), HISTORY));
    }

    private static Optional<List<Card>> uplinks(Mirrored qube) {
        @Nullable Instant seenAt = qube.uplinksSeenAt();
        return seenAt == null ? Optional.empty() : Optional.of(qube.cards());
    }

    private List<Bridge> bridgesOf(QubeName name) {
        return bridges().stream()
                .filter(bridge -> bridge.netvm().equals(name)
                        || bridge.ports().stream().anyMatch(port -> name.equals(port.qube())))
                .toList();
    }

    /** The host forbids circles, but a stored state may be of a moment in between. */
    private List<QubeName> way(Qube qube) {
        List<QubeName> way = new ArrayList<>();
        Set<QubeName> seen = new HashSet<>(Set.of(qube.name()));
        @Nullable QubeName next = qube.netvm();
        while (next != null && seen.add(next)) {
            way.add(next);
            next = qubes.find(next).map(Qube::netvm).orElse(null);
        }
        return way;
    }
}
