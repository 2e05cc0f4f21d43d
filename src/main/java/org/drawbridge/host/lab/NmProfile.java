package org.drawbridge.host.lab;

import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import org.drawbridge.host.lab.RunningNotes.LinkNotes;
import org.jspecify.annotations.Nullable;

/** A profile that NetworkManager has read: what it took from the keyfile. */
record NmProfile(String file, NavigableMap<String, String> settings) {

    /** The greatest priority; where that is equal the port of a bridge, which stands for the one that was used last. */
    static final Comparator<NmProfile> BEST_FIRST = Comparator.comparingInt(NmProfile::priority)
            .reversed()
            .thenComparing(profile -> !profile.isPort())
            .thenComparing(NmProfile::file);

    String id() {
        return settings.getOrDefault("connection.id", "");
    }

    String uuid() {
        return settings.getOrDefault("connection.uuid", "");
    }

    String type() {
        return settings.getOrDefault("connection.type", "");
    }

    boolean isBridge() {
        return type().equals("bridge");
    }

    boolean isPort() {
        return "bridge".equals(settings.get("connection.slave-type")) && master() != null;
    }

    @Nullable
    String master() {
        return settings.get("connection.master");
    }

    Optional<String> interfaceName() {
        return Optional.ofNullable(settings.get("connection.interface-name"));
    }

    boolean isCalled(@Nullable String name) {
        return uuid().equals(name)
                || id().equals(name)
                || interfaceName().orElse("").equals(name);
    }

    boolean connectsByItself() {
        return "yes".equals(settings.get("connection.autoconnect"));
    }

    boolean triesForEver() {
        return "0".equals(settings.get("connection.autoconnect-retries"));
    }

    int priority() {
        String text = settings.getOrDefault("connection.autoconnect-priority", "0");
        return text.matches("-?[0-9]{1,3}") ? Integer.parseInt(text) : 0;
    }

    Optional<String> pinnedMac() {
        return Optional.ofNullable(settings.get("bridge.mac-address"))
                .or(() -> Optional.ofNullable(settings.get("802-3-ethernet.cloned-mac-address")));
    }

    String method() {
        return settings.getOrDefault("ipv4.method", isPort() ? "disabled" : "auto");
    }

    List<String> addresses() {
        return Optional.ofNullable(settings.get("ipv4.addresses")).stream().toList();
    }

    /** Whether this profile is one for that card; without an address and a name it fits any. */
    boolean fits(String device, LinkNotes link) {
        @Nullable String mac = settings.get("802-3-ethernet.mac-address");
        return type().equals(NmKeyfile.ETHERNET)
                && (mac == null || mac.equals(link.mac))
                && interfaceName().filter(name -> !name.equals(device)).isEmpty();
    }
}
