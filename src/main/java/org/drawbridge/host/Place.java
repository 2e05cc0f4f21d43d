package org.drawbridge.host;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.drawbridge.name.QubeName;

/** Where a file lives or a command runs: dom0 or one qube, written as that name. */
public sealed interface Place {

    /** The administrative domain itself. */
    Place DOM0 = new Dom0();

    /** {@code dom0} or the qube's name. */
    @JsonValue
    String label();

    static Place in(QubeName qube) {
        return qube.isDom0() ? DOM0 : new InQube(qube);
    }

    @JsonCreator
    static Place ofLabel(String label) {
        return in(QubeName.of(label));
    }

    /** dom0. */
    record Dom0() implements Place {
        @Override
        public String label() {
            return "dom0";
        }
    }

    /** A qube other than dom0; it must run to be read or written. */
    record InQube(QubeName qube) implements Place {
        @Override
        public String label() {
            return qube.value();
        }
    }
}
