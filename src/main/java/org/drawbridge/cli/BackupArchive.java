package org.drawbridge.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A backup to be read: its manifest and its files, every one compared with its sum. */
final class BackupArchive implements AutoCloseable {

    private static final int LARGEST_MANIFEST = 64 * 1024 * 1024;

    private final ZipFile zip;
    private final Path file;
    private final BackupManifest manifest;

    private BackupArchive(ZipFile zip, Path file, BackupManifest manifest) {
        this.zip = zip;
        this.file = file;
        this.manifest = manifest;
    }

    /** @throws BackupRefusedException when it is no whole backup that this Drawbridge can bring back */
    static BackupArchive open(Path file) throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new BackupRefusedException(file + " cannot be read. Look at its name and permissions.");
        }
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (IOException notWhole) {
            throw new BackupRefusedException(
                    file + " is no whole backup: it was cut off, or is another file.", notWhole);
        }
        try {
            BackupArchive archive = new BackupArchive(zip, file, manifest(zip, file));
            archive.checkNames();
            return archive;
        } catch (IOException | RuntimeException exception) {
            zip.close();
            throw exception;
        }
    }

    BackupManifest manifest() {
        return manifest;
    }

    /** Reads all of it without writing anything. */
    void verify() throws IOException {
        for (BackupManifest.Entry entry : manifest.entries()) {
            if (!entry.folder()) {
                copy(entry, null);
            }
        }
    }

    /** Writes all of it into an empty folder, with its permissions. */
    void unpack(Path folder) throws IOException {
        for (BackupManifest.Entry entry : manifest.entries()) {
            Path target = folder.resolve(entry.path());
            if (entry.folder()) {
                Files.createDirectory(target);
            } else {
                copy(entry, target);
                Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(entry.mode()));
            }
        }
        for (BackupManifest.Entry entry : manifest.entries().reversed()) {
            if (entry.folder()) {
                Files.setPosixFilePermissions(
                        folder.resolve(entry.path()), PosixFilePermissions.fromString(entry.mode()));
            }
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private void copy(BackupManifest.Entry entry, @Nullable Path target) throws IOException {
        try (InputStream in = zip.getInputStream(zip.getEntry(entry.path()));
                DigestInputStream sum = new DigestInputStream(in, BackupWriter.sha256())) {
            if (target == null) {
                sum.transferTo(OutputStream.nullOutputStream());
            } else {
                Files.copy(sum, target);
            }
            String found = HexFormat.of().formatHex(sum.getMessageDigest().digest());
            if (!found.equals(entry.sha256())) {
                throw damaged(entry.path() + " in it is not what was backed up");
            }
        } catch (ZipException exception) {
            throw damaged(entry.path() + " in it cannot be unpacked");
        }
    }

    private static BackupManifest manifest(ZipFile zip, Path file) throws IOException {
        @Nullable ZipEntry entry = zip.getEntry(BackupManifest.NAME);
        if (entry == null) {
            throw new BackupRefusedException(file + " is no backup of Drawbridge: it has no manifest.");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            @Nullable
            BackupManifest manifest =
                    JsonMapper.shared().readValue(in.readNBytes(LARGEST_MANIFEST), BackupManifest.class);
            if (manifest == null || !manifest.format().equals(BackupManifest.FORMAT)) {
                throw new BackupRefusedException(file + " is no backup of Drawbridge.");
            }
            if (manifest.version() > BackupManifest.VERSION) {
                throw new BackupRefusedException(
                        file + " was made by a newer Drawbridge. Bring it back with that one.");
            }
            return manifest;
        } catch (JacksonException unreadable) {
            throw new BackupRefusedException(file + " is damaged: its manifest cannot be read.", unreadable);
        }
    }

    private void checkNames() {
        Set<String> expected = new HashSet<>(Set.of(BackupManifest.NAME));
        for (BackupManifest.Entry entry : manifest.entries()) {
            if (!entry.inside()) {
                throw damaged("the name " + entry.path() + " in it leads out of the data folder");
            }
            if (!entry.folder() && (zip.getEntry(entry.path()) == null || !expected.add(entry.path()))) {
                throw damaged(entry.path() + " is missing or there twice");
            }
        }
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
            String name = all.nextElement().getName();
            if (!expected.contains(name)) {
                throw damaged(name + " in it is not in its manifest");
            }
        }
        if (!expected.contains(BackupManifest.DATABASE)) {
            throw damaged("the database is missing");
        }
    }

    private BackupRefusedException damaged(String what) {
        return new BackupRefusedException(file + " is damaged: " + what + ". Take another backup.");
    }
}
