package org.drawbridge.plan;

import org.drawbridge.host.Expected;
import org.drawbridge.name.Sha256;

/** How the content of an artifact is written as what must hold before a job begins. */
public final class Preconditions {

    private Preconditions() {}

    /** For a file its sum or {@code new}; for a setting the sum of its value and of the mark whether it is the default. */
    public static Expected of(Content content) {
        return switch (content) {
            case Content.FileContent file -> Expected.content(file.image().sha256());
            case Content.NoFile none -> Expected.NEW;
            case Content.Setting setting ->
                Expected.content(Sha256.of((setting.isDefault() ? "default=" : "value=") + setting.value()));
        };
    }
}
