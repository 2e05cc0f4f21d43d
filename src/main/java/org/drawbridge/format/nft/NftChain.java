package org.drawbridge.format.nft;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chain.
 *
 * @param name its name
 * @param base where the kernel calls it; null for a chain that only others call
 * @param policy {@code accept} or {@code drop}; empty if it is not said
 * @param rules in order
 * @param comment what it says about itself; empty if nothing
 */
public record NftChain(String name, @Nullable Base base, String policy, List<NftRule> rules, String comment)
        implements NftEntry {

    public NftChain {
        rules = List.copyOf(rules);
    }

    /**
     * Where the kernel calls a chain.
     *
     * @param type {@code filter}, {@code nat} or {@code route}
     * @param hook the hook's name
     * @param devices the interfaces of an ingress chain
     * @param priority a number, a name, or a name with a number added, as {@code srcnat + 1}
     */
    public record Base(String type, String hook, List<String> devices, String priority) {
        public Base {
            devices = List.copyOf(devices);
        }

        String text() {
            String at = switch (devices.size()) {
                case 0 -> "";
                case 1 -> " device \"" + devices.getFirst() + "\"";
                default -> " devices = { \"" + String.join("\", \"", devices) + "\" }";
            };
            return "type " + type + " hook " + hook + at + " priority " + priority + ";";
        }
    }

    @Override
    public List<String> lines() {
        java.util.ArrayList<String> lines = new java.util.ArrayList<>();
        lines.add("chain " + name + " {");
        if (!comment.isEmpty()) {
            lines.add("\tcomment \"" + comment + "\"");
        }
        if (base != null) {
            lines.add("\t" + base.text() + (policy.isEmpty() ? "" : " policy " + policy + ";"));
        }
        rules.forEach(rule -> lines.add("\t" + rule.text()));
        lines.add("}");
        return lines;
    }
}
