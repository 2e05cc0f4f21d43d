package org.drawbridge.plan.survey;

import java.util.Optional;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.Place;

/** What a look at one file gave. */
public sealed interface Sight {

    /**
     * The file was looked at.
     *
     * @param image the file, or nothing where there is none
     * @param through where it was read: its own place, or a running qube that shows its halted template's files
     */
    record Seen(Optional<FileImage> image, Place through) implements Sight {}

    /** The file could not be looked at since nothing that shows it runs; what it is, is only expected. */
    record Halted() implements Sight {}

    /** The host does not show the file to consoles, and a plan can do without it. */
    record Hidden(String why) implements Sight {}

    /** The host did not let the file be read. */
    record Unreadable(String why) implements Sight {}
}
