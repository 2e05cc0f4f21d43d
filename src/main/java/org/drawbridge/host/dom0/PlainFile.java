package org.drawbridge.host.dom0;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import org.drawbridge.host.FileImage;

/** One file of this machine: read whole, and replaced in one moment so that a power cut leaves the old one or the new one. */
final class PlainFile {

    /** Ends the name of what is being written, which is the same each time, so that a later write clears it away. */
    static final String UNFINISHED = ".drawbridge-new";

    private final Path file;
    private final Ownership ownership;

    PlainFile(Path file, Ownership ownership) {
        this.file = file;
        this.ownership = ownership;
    }

    /**
     * What is there.
     *
     * @throws NotPlainException when it is a link, a folder, no plain file, or larger than may be read
     */
    Optional<FileImage> read() throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!attributes.isRegularFile()) {
                throw new NotPlainException("it is no plain file");
            }
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                byte[] content = in.readNBytes(FileImage.SIZE_LIMIT + 1);
                if (content.length > FileImage.SIZE_LIMIT) {
                    throw new NotPlainException("it has more than " + FileImage.SIZE_LIMIT + " bytes");
                }
                return Optional.of(ownership.image(file, content));
            }
        } catch (NoSuchFileException | NotDirectoryException absent) {
            return Optional.empty();
        }
    }

    /** Puts an image there, if {@code lastLook} still allows it once all is ready. */
    void replace(FileImage image, LastLook lastLook) throws IOException {
        Path unfinished = unfinished();
        Files.deleteIfExists(unfinished);
        try {
            Files.createFile(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(image.content());
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                ownership.give(unfinished, image);
                channel.force(true);
            }
            lastLook.take();
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        settle(folder());
    }

    void delete() throws IOException {
        Files.deleteIfExists(unfinished());
        if (Files.deleteIfExists(file)) {
            settle(folder());
        }
    }

    Path folder() {
        return Objects.requireNonNull(file.getParent());
    }

    /** Makes what was changed in a folder last through a power cut. */
    static void settle(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private Path unfinished() {
        return file.resolveSibling("." + file.getFileName() + UNFINISHED);
    }

    /** Throws where the file may not be replaced any more. */
    @FunctionalInterface
    interface LastLook {
        void take() throws IOException;
    }

    /** What is there is not what is worked on here. */
    static final class NotPlainException extends IOException {
        private static final long serialVersionUID = 1L;

        NotPlainException(String message) {
            super(message);
        }
    }
}
