package org.drawbridge.cli;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a backup holds: the last entry of the archive, so that one that was cut off has none.
 *
 * @param format always {@value #FORMAT}
 * @param version rises when an older Drawbridge could not bring it back
 * @param entries every folder and file, a folder before what is in it
 */
record BackupManifest(String format, int version, Instant createdAt, List<Entry> entries) {

    static final String FORMAT = "drawbridge-backup";
    static final int VERSION = 1;

    /** The manifest's own name in the archive. */
    static final String NAME = "manifest.json";

    /** The database's name in the archive and in the data folder. */
    static final String DATABASE = "drawbridge.mv.db";

    BackupManifest {
        Objects.requireNonNull(format);
        Objects.requireNonNull(createdAt);
        entries = List.copyOf(entries);
    }

    /**
     * A folder or a file.
     *
     * @param path relative to the data folder
     * @param mode its permissions, such as {@code rw-r--r--}
     * @param size in bytes, 0 for a folder
     * @param sha256 of a file's bytes; null for a folder
     */
    record Entry(
            String path, String mode, long size, @Nullable String sha256) {

        Entry {
            Objects.requireNonNull(path);
            PosixFilePermissions.fromString(mode);
        }

        boolean folder() {
            return sha256 == null;
        }

        /** Whether it stays inside the folder that it is unpacked into, and is called as it would be written there. */
        boolean inside() {
            Path relative = Path.of(path);
            return !path.isEmpty()
                    && !relative.isAbsolute()
                    && relative.normalize().toString().equals(path)
                    && !relative.startsWith("..");
        }
    }
}
