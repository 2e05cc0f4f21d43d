package org.drawbridge.host.lab;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells a person who starts the console on a lab of another release what to do, instead of a stack trace. */
final class LabFailureAnalyzer extends AbstractFailureAnalyzer<LabReleaseException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, LabReleaseException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.remedy(), cause);
    }
}
