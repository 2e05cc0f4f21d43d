package org.drawbridge.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Hands a backup to whoever may enter the data folder, while the console has the database open: a socket in that folder, which
 * is closed to everyone else. Whoever connects is told {@value #GOOD} and gets the archive, or gets a sentence.
 */
@Component
class BackupDoor implements SmartLifecycle {

    /** The socket's name in the data folder. */
    static final String NAME = "backup.socket";

    static final String GOOD = "ok";

    private static final Logger log = LoggerFactory.getLogger(BackupDoor.class);

    private final Path data;
    private final Backups backups;

    private volatile @Nullable ServerSocketChannel door;

    BackupDoor(@Value("${drawbridge.data}") Path data, Backups backups) {
        this.data = data;
        this.backups = backups;
    }

    /** A backup is a help and no condition: where the door cannot be opened, the console runs without. */
    @Override
    public void start() {
        try {
            clear();
            ServerSocketChannel opened = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            opened.bind(UnixDomainSocketAddress.of(data.resolve(NAME)));
            Files.setPosixFilePermissions(data.resolve(NAME), PosixFilePermissions.fromString("rw-------"));
            door = opened;
            Thread.ofPlatform().daemon().name("backup").start(() -> serve(opened));
        } catch (IOException exception) {
            log.warn("Backups can be made only while the console is stopped: {}", exception.getMessage());
        }
    }

    @Override
    public void stop() {
        ServerSocketChannel opened = door;
        door = null;
        if (opened != null) {
            try {
                opened.close();
                Files.deleteIfExists(data.resolve(NAME));
            } catch (IOException exception) {
                log.debug("The socket for backups was not removed; the next start does that", exception);
            }
        }
    }

    @Override
    public boolean isRunning() {
        return door != null;
    }

    /** Removes what a console that died has left. */
    private void clear() throws IOException {
        Files.deleteIfExists(data.resolve(NAME));
        try (DirectoryStream<Path> left = Files.newDirectoryStream(data, BackupWriter.PASSING + "*")) {
            for (Path each : left) {
                Files.deleteIfExists(each);
            }
        }
    }

    private void serve(ServerSocketChannel opened) {
        while (opened.isOpen()) {
            try (SocketChannel guest = opened.accept();
                    OutputStream out = Channels.newOutputStream(guest)) {
                hand(out);
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException exception) {
                log.warn("A backup did not get to who asked for it: {}", exception.getMessage());
            }
        }
    }

    private void hand(OutputStream out) throws IOException {
        Path made = null;
        try {
            made = backups.make();
        } catch (BackupRefusedException exception) {
            say(out, String.valueOf(exception.getMessage()));
        } catch (IOException | RuntimeException exception) {
            log.error("No backup could be made", exception);
            say(out, "The console could not make the backup; its log tells why.");
        }
        if (made != null) {
            try {
                say(out, GOOD);
                Files.copy(made, out);
            } finally {
                Files.deleteIfExists(made);
            }
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line.replace('\n', ' ') + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
