package org.drawbridge.host.dom0;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.Objects;
import org.drawbridge.host.FileImage;

/** Owners and modes as the kernel keeps them. */
final class PosixOwnership implements Ownership {

    private static final String MODE = "unix:mode";

    @Override
    public FileImage image(Path file, byte[] content) throws IOException {
        PosixFileAttributes attributes = view(file).readAttributes();
        int mode = (Integer) Objects.requireNonNull(Files.getAttribute(file, MODE, LinkOption.NOFOLLOW_LINKS));
        return new FileImage(
                content,
                mode & 07777,
                attributes.owner().getName(),
                attributes.group().getName());
    }

    /** The mode comes last, since a change of the owner takes bits of it away. */
    @Override
    public void give(Path file, FileImage image) throws IOException {
        UserPrincipalLookupService names = file.getFileSystem().getUserPrincipalLookupService();
        PosixFileAttributeView view = view(file);
        UserPrincipal owner = names.lookupPrincipalByName(image.owner());
        if (!view.readAttributes().owner().equals(owner)) {
            view.setOwner(owner);
        }
        GroupPrincipal group = names.lookupPrincipalByGroupName(image.group());
        if (!view.readAttributes().group().equals(group)) {
            view.setGroup(group);
        }
        Files.setAttribute(file, MODE, image.mode(), LinkOption.NOFOLLOW_LINKS);
    }

    private static PosixFileAttributeView view(Path file) {
        return Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }
}
