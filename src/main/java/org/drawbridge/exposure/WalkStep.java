package org.drawbridge.exposure;

/**
 * One step of a packet's way.
 *
 * @param table the table of the rule; empty where no rule acted
 * @param chain the chain of the rule, or the part of the kernel that acted
 * @param number the rule's place in its chain from 1; 0 for a policy or no rule
 * @param text the rule as it is written without its chain, {@code policy}, or a sentence where no rule acted
 * @param effect what it did in one word: {@code accept}, {@code drop}, {@code reject}, {@code jump} …
 * @param decides whether it ended the packet's way through a filter
 */
public record WalkStep(String table, String chain, int number, String text, String effect, boolean decides) {

    /** A step that the kernel takes without asking any rule. */
    public static WalkStep ofKernel(String part, String sentence, String effect) {
        return new WalkStep("", part, 0, sentence, effect, false);
    }
}
