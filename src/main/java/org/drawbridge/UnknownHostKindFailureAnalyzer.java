package org.drawbridge;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a sentence which hosts there are. */
final class UnknownHostKindFailureAnalyzer extends AbstractFailureAnalyzer<UnknownHostKindException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnknownHostKindException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Use lab to try everything out, dom0 in dom0 itself, or qrexec in a management qube.",
                cause);
    }
}
