package org.drawbridge.plan;

import org.drawbridge.plan.script.Script;
import org.drawbridge.plan.script.ScriptWriter;

/**
 * A plan as one POSIX script that needs nothing in dom0 but what its release has.
 *
 * @param fileName a name for the file, without characters that a shell or file system minds
 * @param text the script, whole, lines ending with {@code \n}
 */
public record PlanScript(String fileName, String text) {

    /** The script of a plan in one direction; the same plan always gives the same text. */
    public static PlanScript of(Plan plan, ScriptDirection direction) {
        String name = "drawbridge-" + plan.id().toString().substring(0, 8) + "-" + direction.word() + ".sh";
        return new PlanScript(name, ScriptWriter.write(Script.of(plan, direction, name)));
    }
}
