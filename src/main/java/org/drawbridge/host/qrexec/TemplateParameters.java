package org.drawbridge.host.qrexec;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostPath;

/**
 * What of a template of libvirt's the agent needs to be told: it makes the text by itself, and what it makes must have the sum of
 * what is wanted here. A text that is not of our forms has no parameters; it can only be a before-image that the agent keeps.
 */
final class TemplateParameters {

    private static final HostPath FOLDER = HostPath.of("/etc/qubes/templates/libvirt");

    private static final HostPath FOR_ALL = FOLDER.resolve("devices/net.xml");

    private static final HostPath FOR_ONE = FOLDER.resolve("xen/by-name");

    private static final String OURS = "{# Written by Drawbridge";

    private static final Pattern SECOND_CARD = Pattern.compile(
            "\\{% block network %}\n\\{\\{ super\\(\\) }}\n.*<mac address=\"(00:16:3e(?::[0-9a-f]{2}){3})\" />",
            Pattern.DOTALL);

    private TemplateParameters() {}

    static Optional<Map<String, String>> of(HostPath path, FileImage image) {
        String text = new String(image.content(), StandardCharsets.UTF_8);
        if (!text.startsWith(OURS)) {
            return Optional.empty();
        }
        if (path.equals(FOR_ALL)) {
            return Optional.of(Map.of());
        }
        if (!path.isWithin(FOR_ONE)) {
            return Optional.empty();
        }
        Matcher second = SECOND_CARD.matcher(text);
        return Optional.of(
                second.find() ? Map.of("mode", "additional", "mac", second.group(1)) : Map.of("mode", "replace"));
    }
}
