package org.drawbridge.account;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a sentence what is wrong with the secrets for the first start. */
final class BootstrapFailureAnalyzer extends AbstractFailureAnalyzer<BootstrapException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, BootstrapException cause) {
        return new FailureAnalysis(
                "The console did not make its first administrator: " + cause.getMessage(),
                "Choose others and start again; nothing was kept. A token is best made with: openssl rand -hex 32",
                cause);
    }
}
