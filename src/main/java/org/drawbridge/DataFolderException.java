package org.drawbridge;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The folder for Drawbridge's data cannot be made, or cannot be closed to others. */
final class DataFolderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param reason goes on from “Drawbridge cannot keep its data in FOLDER: ” */
    DataFolderException(Path folder, String reason, @Nullable Throwable cause) {
        super("Drawbridge cannot keep its data in " + folder + ": " + reason + ".", cause);
    }
}
