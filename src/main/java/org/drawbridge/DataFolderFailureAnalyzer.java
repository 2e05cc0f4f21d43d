package org.drawbridge;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a sentence why the console did not start without its data folder, and what to do. */
final class DataFolderFailureAnalyzer extends AbstractFailureAnalyzer<DataFolderException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, DataFolderException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Give another folder with --drawbridge.data=FOLDER, or change the owner of this one.",
                cause);
    }
}
