package org.drawbridge;

import java.nio.file.Path;

/** The folder for Drawbridge's data cannot be made, or cannot be closed to others. */
final class DataFolderException extends RuntimeException {

    private final transient Path folder;

    DataFolderException(Path folder, Throwable cause) {
        super("The data folder " + folder + " cannot be made or cannot be closed to others.", cause);
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }
}
