package org.drawbridge.host;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Arrays;
import java.util.Objects;
import org.drawbridge.name.Sha256;

/**
 * A file kept whole: its bytes, its permission bits and who owns it.
 *
 * @param content the bytes, up to {@link #SIZE_LIMIT}
 * @param mode the permission bits, 0–07777
 * @param owner the owning user's name
 * @param group the owning group's name
 */
// The array is copied on the way in and out, and compared by content.
@SuppressWarnings("ArrayRecordComponent")
public record FileImage(byte[] content, int mode, String owner, String group) {

    /** The largest file that Drawbridge reads or writes on a host, in bytes. */
    public static final int SIZE_LIMIT = 4 * 1024 * 1024;

    @JsonCreator
    public FileImage {
        content = content.clone();
        if (content.length > SIZE_LIMIT) {
            throw new IllegalArgumentException("A file on a host has up to " + SIZE_LIMIT + " bytes here.");
        }
        if ((mode & ~07777) != 0) {
            throw new IllegalArgumentException("Permission bits are from 0 to 07777.");
        }
    }

    /** A file of root's. */
    public static FileImage ofRoot(byte[] content, int mode) {
        return new FileImage(content, mode, "root", "root");
    }

    @Override
    public byte[] content() {
        return content.clone();
    }

    public Sha256 sha256() {
        return Sha256.of(content);
    }

    /** The permission bits as people write them, four octal digits. */
    public String modeText() {
        return String.format("%04o", mode);
    }

    public FileImage withContent(byte[] changed) {
        return new FileImage(changed, mode, owner, group);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FileImage image
                && Arrays.equals(content, image.content)
                && mode == image.mode
                && owner.equals(image.owner)
                && group.equals(image.group);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(content), mode, owner, group);
    }

    @Override
    public String toString() {
        return "FileImage[" + content.length + " bytes, " + modeText() + " " + owner + ":" + group + "]";
    }
}
