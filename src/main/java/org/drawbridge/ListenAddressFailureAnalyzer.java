package org.drawbridge;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a sentence why the console does not listen where it was told to, and what to do. */
final class ListenAddressFailureAnalyzer extends AbstractFailureAnalyzer<ListenAddressException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ListenAddressException cause) {
        return new FailureAnalysis(
                "Drawbridge would listen on " + cause.address()
                        + " without TLS, and whoever is on the network could read passwords and tokens.",
                "Leave server.address at 127.0.0.1, or set up TLS with server.ssl.bundle or server.ssl.certificate.",
                cause);
    }
}
