package org.drawbridge.host.lab;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.PackageCommand;
import org.drawbridge.host.Release;

/** Makes a new lab: the hand-made qubes, their stock files, and as many more qubes as are wanted. */
final class LabBuilder {

    static final int HAND_MADE = 12;

    private static final int FIRST_LOAD_ID = 100;
    private static final int PRIVATE_MODE = 0600;

    private final LabFolder folder;
    private final Release release;
    private final Power power;

    LabBuilder(LabFolder folder, Release release, Power power) {
        this.folder = folder;
        this.release = release;
        this.power = power;
    }

    void build(int qubes) {
        List<List<String>> rows = StockText.rows(release, "qubes.txt");
        installDom0();
        rows.forEach(this::makeQube);
        String template = rows.get(1).getFirst();
        int more = qubes > HAND_MADE ? qubes - rows.size() : 0;
        for (int i = 1; i <= more; i++) {
            makeQube(List.of(
                    String.format("load-%04d", i),
                    "AppVM",
                    Integer.toString(FIRST_LOAD_ID + i),
                    "halted",
                    "gray",
                    "template=" + template,
                    "",
                    ""));
        }
        World world = new World(folder, release);
        LabFolder.HostNotes host = new LabFolder.HostNotes();
        host.release = release.label();
        host.qubes = Math.max(qubes, HAND_MADE);
        host.properties.putAll(hostProperties(template));
        host.packages.putAll(packages());
        AtomicFiles.write(folder.hostFile(), folder.json().write(host));
        rows.stream()
                .filter(row -> row.get(3).equals("up") && !row.get(1).equals("AdminVM"))
                .forEach(row -> power.start(world, row.getFirst()));
        world.save();
    }

    private Map<String, String> hostProperties(String template) {
        boolean old = release == Release.R2B2;
        return Map.of(
                "clockvm", old ? "netvm" : "sys-net",
                "default_dispvm", "default-dvm",
                "default_netvm", old ? "firewallvm" : "sys-firewall",
                "default_template", template,
                "updatevm", old ? "firewallvm" : "sys-firewall");
    }

    private void makeQube(List<String> row) {
        QubeNotes notes = new QubeNotes();
        notes.qubeClass = row.get(1);
        notes.qid = Integer.parseInt(row.get(2));
        notes.properties.put("label", row.get(4));
        notes.properties.putAll(pairs(row.get(5)));
        notes.features.putAll(pairs(row.get(6)));
        if (!notes.isDom0()) {
            notes.tags.add("created-by-dom0");
        }
        for (String card :
                row.get(7).isEmpty() ? List.<String>of() : List.of(row.get(7).split(",", -1))) {
            String[] parts = card.split(" ", -1);
            notes.cards.add(new QubeNotes.Card(
                    parts[0], parts[1], parts[2].equals("wireless"), parts[3].equals("-") ? "" : parts[3]));
        }
        String name = row.getFirst();
        AtomicFiles.write(folder.qubeFile(name), folder.json().write(notes));
        if (notes.ownsRoot()) {
            install("template", folder.rootImage(name));
        }
        if (!notes.cards.isEmpty() && !notes.isDisposable()) {
            installWiredProfile(name, notes.cards.getFirst());
        }
    }

    /** The ordinary profile by which the first card comes up by itself. */
    private void installWiredProfile(String qube, QubeNotes.Card card) {
        String text = StockText.text("common/wired-1.nmconnection")
                .replace("@UUID@", Facts.uuid(qube + " wired"))
                .replace("@MAC@", card.mac().toUpperCase(Locale.ROOT));
        String name = "Wired connection 1" + (release == Release.R2B2 ? "" : ".nmconnection");
        folder.privateImage(qube)
                .install(
                        NmDaemon.FOLDER.resolve(name),
                        FileImage.ofRoot(text.getBytes(StandardCharsets.UTF_8), PRIVATE_MODE));
    }

    private void installDom0() {
        install("dom0", folder.dom0());
    }

    private void install(String where, FileTree tree) {
        for (List<String> row : StockText.rows(release, "files.txt")) {
            HostPath path = HostPath.of(row.get(2));
            if (row.getFirst().equals(where)) {
                int mode = Integer.parseInt(row.get(1), 8);
                tree.install(path, FileImage.ofRoot(StockText.bytes(row.get(3)), mode));
            } else if (row.getFirst().equals("folder-" + where)) {
                tree.makeFolder(path);
            }
        }
    }

    /** What the last update of dom0 left: the packages themselves lie in Qubes' own cache. */
    private NavigableMap<String, LabFolder.InstalledPackage> packages() {
        NavigableMap<String, LabFolder.InstalledPackage> packages = new TreeMap<>();
        LabRpm.of(release).forEach((name, rpm) -> {
            packages.put(name, LabFolder.InstalledPackage.of(rpm));
            folder.dom0()
                    .install(
                            PackageCommand.CACHE.resolve(rpm.version().fileName()),
                            FileImage.ofRoot(rpm.write(), 0644));
        });
        return packages;
    }

    private static Map<String, String> pairs(String text) {
        NavigableMap<String, String> pairs = new TreeMap<>();
        for (String pair : text.isEmpty() ? new String[0] : text.split(";", -1)) {
            int equals = pair.indexOf('=');
            pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return pairs;
    }
}
