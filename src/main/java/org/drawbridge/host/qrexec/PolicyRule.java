package org.drawbridge.host.qrexec;

import org.drawbridge.name.QubeName;

/**
 * One line of dom0's policy that the console needs.
 *
 * @param service the service
 * @param argument {@code *} for any or none, or {@code +} and the one that is meant
 * @param target whom it may be about
 * @param action what dom0 does, with its parameters
 * @param why what it is for, as a sentence
 */
record PolicyRule(String service, String argument, String target, String action, String why) {

    static final String DOM0 = "@adminvm";
    static final String TAGGED = "@tag:drawbridge";
    static final String ANY = "@anyvm";

    /** The line as it stands in the file. */
    String line(QubeName console) {
        return String.join(" ", service, argument, console.value(), target, action);
    }

    /** Whether a call is one that this line is about. */
    boolean covers(String call, QubeName about) {
        int plus = call.indexOf('+');
        String called = plus < 0 ? call : call.substring(0, plus);
        boolean argued = argument.equals("*") || argument.equals(plus < 0 ? "+" : call.substring(plus));
        return service.equals(called) && argued && target.equals(DOM0) == about.isDom0();
    }
}
