package org.drawbridge.plan.blueprint;

import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;

/** The lines of changes on a timeline, such as {@code work: netvm sys-firewall → sys-net}. */
final class Titles {

    private Titles() {}

    static String of(Artifact artifact, Content before, Content after) {
        String where = artifact.where().label();
        return switch (artifact) {
            case Artifact.File file -> where + ": " + verb(before, after) + " " + file.path();
            case Artifact.Power power -> (text(after).equals("Running") ? "start " : "shut down ") + where;
            case Artifact.Property property -> setting(where, property.name(), before, after);
            case Artifact.Feature feature -> setting(where, "feature " + feature.name(), before, after);
            case Artifact.Service service -> setting(where, "service " + service.name(), before, after);
        };
    }

    private static String verb(Content before, Content after) {
        if (before.equals(Content.NO_FILE)) {
            return "write";
        }
        return after.equals(Content.NO_FILE) ? "remove" : "change";
    }

    private static String setting(String where, String name, Content before, Content after) {
        return where + ": " + name + " " + text(before) + " → " + text(after);
    }

    /** The value as people read it. */
    static String text(Content content) {
        return switch (content) {
            case Content.FileContent file -> file.image().sha256().hex();
            case Content.NoFile none -> "no file";
            case Content.Setting setting -> {
                if (setting.value().isEmpty()) {
                    yield setting.isDefault() ? "(not set)" : "(none)";
                }
                yield setting.isDefault() ? setting.value() + " (default)" : setting.value();
            }
        };
    }
}
