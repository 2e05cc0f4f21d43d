package org.drawbridge.web.exposure;

import java.util.List;
import java.util.Locale;
import org.drawbridge.exposure.Walk;
import org.drawbridge.exposure.WalkStep;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a packet.
 *
 * @param verdict {@code accept}, {@code drop}, {@code reject} or {@code unknown}
 * @param reason the same as a sentence
 * @param nat what address translation does; null if nothing
 * @param path its way, rule by rule
 * @param assumed what could not be seen of the net qube and was taken to be as usual
 */
record PacketAnswer(String verdict, String reason, @Nullable String nat, List<Step> path, List<String> assumed) {

    /**
     * One step.
     *
     * @param chain table and chain, or the part of the kernel that acts
     * @param rule the rule's number in its chain; 0 for a policy or no rule
     * @param text the rule as it is written
     * @param effect what it did in one word
     */
    record Step(String chain, int rule, String text, String effect) {

        static Step of(WalkStep step) {
            return new Step((step.table() + " " + step.chain()).strip(), step.number(), step.text(), step.effect());
        }
    }

    static PacketAnswer of(Walk walk, List<String> assumed) {
        return new PacketAnswer(
                walk.verdict().name().toLowerCase(Locale.ROOT),
                walk.reason(),
                walk.translation(),
                walk.path().stream().map(Step::of).toList(),
                assumed);
    }
}
