package org.drawbridge.host.adminapi;

import org.drawbridge.name.QubeName;

/** Writes the line of dom0's qrexec policy that lets a call pass. */
public final class PolicyLine {

    private PolicyLine() {}

    /** Five columns: service, argument, source, target, and what is done. */
    public static String of(AdminCall call, QubeName source) {
        String argument = call.argument().isEmpty() ? "*" : "+" + call.argument();
        String target =
                call.destination().isDom0() ? "@adminvm" : call.destination().value();
        return call.method() + " " + argument + " " + source + " " + target + " allow target=dom0";
    }
}
