package org.drawbridge.cli;

import java.lang.reflect.InvocationTargetException;
import java.util.Optional;

/**
 * What the jar begins with: says in a sentence that this Java is too old, where it would end in a stack trace otherwise. So
 * this class alone is compiled for {@value #OLDEST_TO_ASK}, which the jar's own loader needs, and names nothing of the rest.
 */
public final class Launcher {

    private static final int OLDEST_TO_ASK = 17;
    private static final int NEEDED = 21;

    private Launcher() {}

    public static void main(String[] arguments) throws Throwable {
        Optional<String> refusal = refusal(Runtime.version().feature(), System.getProperty("java.home", ""));
        if (refusal.isPresent()) {
            System.err.println(refusal.get());
            System.exit(1);
        }
        try {
            Class.forName("org.drawbridge.DrawbridgeApplication")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) arguments);
        } catch (InvocationTargetException exception) {
            throw exception.getCause();
        }
    }

    /** Why this Java cannot run Drawbridge, or nothing if it can. */
    static Optional<String> refusal(int version, String home) {
        return version >= NEEDED
                ? Optional.empty()
                : Optional.of("Drawbridge needs Java " + NEEDED + " or newer, and " + home + " is Java " + version
                        + ": start it with the bin/java of a newer one.");
    }
}
