package org.drawbridge.host.lab;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.PackageVersion;
import org.drawbridge.host.Release;
import org.drawbridge.name.PackageName;
import org.drawbridge.name.Sha256;

/**
 * A package's file in the lab: its manifest as text, which names stock files of ours, and a line that stands for its signature.
 *
 * @param version which build it is
 * @param files its files by path
 */
record LabRpm(PackageVersion version, NavigableMap<String, Entry> files) {

    private static final String HEAD = "Drawbridge lab package\n";

    private static final String KEY = "the lab's own key";

    /** A file of it: its mode, the stock file that it is, and whether it is a configuration file that stays when edited. */
    record Entry(String mode, boolean config, String resource) {

        byte[] bytes() {
            return StockText.bytes(resource);
        }

        Sha256 sum() {
            return Sha256.of(bytes());
        }
    }

    /** The packages of dom0 that a release's lab comes with. */
    static NavigableMap<String, LabRpm> of(Release release) {
        NavigableMap<String, LabRpm> packages = new TreeMap<>();
        for (List<String> row : StockText.rows(release, "files.txt")) {
            if (row.getFirst().equals("dom0")) {
                packages.computeIfAbsent(row.get(4), name -> new LabRpm(version(release, name), new TreeMap<>()))
                        .files()
                        .put(
                                row.get(2),
                                new Entry(
                                        row.get(1), row.size() > 5 && row.get(5).equals("config"), row.get(3)));
            }
        }
        return packages;
    }

    private static PackageVersion version(Release release, String name) {
        PackageName known = PackageName.of(name);
        return switch (release) {
            case R2B2 -> new PackageVersion(known, "2.1.1-1.fc18", "x86_64");
            case R4_1 -> new PackageVersion(known, "4.1.36-1.fc32", "noarch");
            case R4_2 -> new PackageVersion(known, "4.2.39-1.fc37", "noarch");
            case R4_3 -> new PackageVersion(known, "4.3.50-1.fc41", "noarch");
        };
    }

    LabRpm as(String other) {
        return new LabRpm(new PackageVersion(version.name(), other, version.arch()), files);
    }

    byte[] write() {
        String body = body();
        return (body + "signature " + Sha256.of(body + KEY) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private String body() {
        return HEAD + "package " + version.line() + "\n"
                + files.entrySet().stream()
                        .map(file -> "file " + file.getValue().mode() + " "
                                + (file.getValue().config() ? "config" : "-") + " "
                                + file.getValue().resource() + " " + file.getKey() + "\n")
                        .collect(Collectors.joining());
    }

    /** What a file says that it is, whether it is signed or not; nothing where it is no package at all. */
    static Optional<LabRpm> read(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        List<String> lines = text.lines().toList();
        if (!text.startsWith(HEAD) || lines.size() < 2 || !lines.get(1).startsWith("package ")) {
            return Optional.empty();
        }
        NavigableMap<String, Entry> files = new TreeMap<>();
        for (String line : lines) {
            String[] words = line.split(" ", 5);
            if (words[0].equals("file") && words.length == 5) {
                files.put(HostPath.of(words[4]).value(), new Entry(words[1], words[2].equals("config"), words[3]));
            }
        }
        return PackageVersion.parse(lines.get(1).substring("package ".length()))
                .map(version -> new LabRpm(version, files));
    }

    /** Whether a file is a package just as it was signed. */
    static boolean isSigned(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int signature = text.lastIndexOf("signature ");
        return signature > 0
                && text.substring(signature)
                        .equals("signature " + Sha256.of(text.substring(0, signature) + KEY) + "\n");
    }
}
