package org.drawbridge.host.lab;

import java.nio.file.Path;

/** The folder holds a lab of another release than the settings ask for. */
public final class LabReleaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    LabReleaseException(Path folder, String found, String wanted) {
        super("The lab in " + folder + " is of release " + found + ", but drawbridge.lab.release is " + wanted + ".");
        this.remedy =
                "Start with --drawbridge.lab.release=" + found + " to go on with it, move that folder away to get a new"
                        + " lab, or choose another folder with --drawbridge.data.";
    }

    /** What to do. */
    public String remedy() {
        return remedy;
    }
}
