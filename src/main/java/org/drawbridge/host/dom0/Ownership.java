package org.drawbridge.host.dom0;

import java.io.IOException;
import java.nio.file.Path;
import org.drawbridge.host.FileImage;

/** Who owns files of this machine and what may be done with them. */
interface Ownership {

    /** An open file's content together with its mode and owner. */
    FileImage image(Path file, byte[] content) throws IOException;

    /** Gives a file the mode and the owner of an image. */
    void give(Path file, FileImage image) throws IOException;
}
