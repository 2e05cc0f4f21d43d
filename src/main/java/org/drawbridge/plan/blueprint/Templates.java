package org.drawbridge.plan.blueprint;

import java.nio.charset.StandardCharsets;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostPath;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.Content;

/** Where dom0's templates of a qube's virtual hardware lie, and the texts of ours. */
final class Templates {

    static final HostPath STOCK = HostPath.of("/usr/share/qubes/templates/libvirt");

    static final HostPath OVERRIDES = HostPath.of("/etc/qubes/templates/libvirt");

    /** The line by which a template is known as ours. */
    static final String MARK = "{# Written by Drawbridge";

    private Templates() {}

    static HostPath byName(QubeName qube) {
        return OVERRIDES.resolve("xen/by-name/" + qube + ".xml");
    }

    static boolean isOurs(FileImage image) {
        return text(image).startsWith(MARK);
    }

    static String text(FileImage image) {
        return new String(image.content(), StandardCharsets.UTF_8);
    }

    static Content file(String text) {
        return new Content.FileContent(FileImage.ofRoot(text.getBytes(StandardCharsets.UTF_8), 0644));
    }
}
