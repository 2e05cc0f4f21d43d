package org.drawbridge.exposure.rule;

import org.jspecify.annotations.Nullable;

/**
 * The options of iptables' {@code physdev}, in the order in which the kernel asks them; null where one is not given.
 *
 * @param in {@code --physdev-in}
 * @param out {@code --physdev-out}
 * @param isIn {@code --physdev-is-in}
 * @param isOut {@code --physdev-is-out}
 * @param isBridged {@code --physdev-is-bridged}
 */
public record Physdev(
        @Nullable Named in,
        @Nullable Named out,
        @Nullable Boolean isIn,
        @Nullable Boolean isOut,
        @Nullable Boolean isBridged) {

    /** An interface, or all others. */
    public record Named(NamePattern pattern, boolean inverted) {
        boolean holds(String name) {
            return pattern.matches(name) != inverted;
        }
    }

    /** Source: {@code physdev_mt} in the kernel's {@code xt_physdev.c}. */
    boolean holds(Crossing at) {
        if (!at.bridged()) {
            return !wants(isBridged) && !wants(isIn) && !wants(isOut) && !wants(in) && !wants(out);
        }
        boolean outThere = at.physicalOut() != null;
        boolean inThere = at.physicalIn() != null;
        if (isBridged != null && isBridged != outThere) {
            return false;
        }
        if ((isIn != null && isIn != inThere) || (isOut != null && isOut != outThere)) {
            return false;
        }
        if (in != null && at.physicalIn() != null && !in.holds(at.physicalIn().name())) {
            return false;
        }
        return out == null
                || (at.physicalOut() != null && out.holds(at.physicalOut().name()));
    }

    private static boolean wants(@Nullable Boolean option) {
        return option != null && option;
    }

    private static boolean wants(@Nullable Named option) {
        return option != null && !option.inverted();
    }
}
