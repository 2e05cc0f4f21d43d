package org.drawbridge;

import org.flywaydb.core.api.exception.FlywayValidateException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a sentence that the database belongs to another version of the program. */
final class SchemaFailureAnalyzer extends AbstractFailureAnalyzer<FlywayValidateException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, FlywayValidateException cause) {
        return new FailureAnalysis(
                "The database was made by a newer Drawbridge, or its tables were changed by another hand.",
                "Start the Drawbridge that was used last, or bring back a backup that this one made.",
                cause);
    }
}
