package org.drawbridge.plan.survey;

import java.util.Optional;
import org.drawbridge.host.PowerState;
import org.drawbridge.host.PropertyValue;
import org.drawbridge.plan.Content;

/** How values of properties, features, services and power states are written as the content of an artifact. */
public final class Settings {

    private static final Content.Setting NOTHING = new Content.Setting("", true);

    private Settings() {}

    /** A value that somebody set. */
    public static Content.Setting of(String value) {
        return new Content.Setting(value, false);
    }

    /** Nothing is set. */
    public static Content.Setting nothing() {
        return NOTHING;
    }

    /** A property; one that the release does not know is as good as never set. */
    public static Content.Setting ofProperty(Optional<PropertyValue> property) {
        return property.map(value -> new Content.Setting(value.value(), value.isDefault()))
                .orElse(NOTHING);
    }

    public static Content.Setting ofText(Optional<String> text) {
        return text.map(Settings::of).orElse(NOTHING);
    }

    public static Content.Setting ofService(Optional<Boolean> on) {
        return on.map(value -> of(value ? "on" : "off")).orElse(NOTHING);
    }

    public static Content.Setting ofPower(PowerState state) {
        return of(state.word());
    }
}
