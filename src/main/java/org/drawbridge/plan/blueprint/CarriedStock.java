package org.drawbridge.plan.blueprint;

import java.util.Optional;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Place;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;

/** The stock text that a template of ours carries within it for all qubes that are not bridged. */
public final class CarriedStock {

    private CarriedStock() {}

    /** The stock file that a file of ours carries a copy of, if it carries one. */
    public static Optional<HostPath> source(Artifact.File file) {
        return file.place().equals(Place.DOM0) && file.path().equals(DeviceTemplate.OVERRIDE)
                ? Optional.of(DeviceTemplate.STOCK)
                : Optional.empty();
    }

    /** The copy. */
    public static Optional<String> carried(Content ours) {
        return ours instanceof Content.FileContent file
                ? DeviceTemplate.stockOf(Templates.text(file.image()))
                : Optional.empty();
    }

    /** A stock file's text as a copy would be. */
    public static String text(FileImage stock) {
        String text = Templates.text(stock);
        return text.endsWith("\n") ? text : text + "\n";
    }
}
