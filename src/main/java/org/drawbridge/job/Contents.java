package org.drawbridge.job;

import java.util.Arrays;
import org.drawbridge.plan.Content;

/** Compares what artifacts are. */
final class Contents {

    private Contents() {}

    /** Whether both are the same to the host: whatever follows its default is the same as anything else that does. */
    static boolean same(Content one, Content other) {
        if (one instanceof Content.Setting a && other instanceof Content.Setting b) {
            return a.isDefault() == b.isDefault() && (a.isDefault() || a.value().equals(b.value()));
        }
        return one.equals(other);
    }

    /** Whether what was found is what a plan was made from; a default that has another value now is not. */
    static boolean asPlanned(Content found, Content planned) {
        if (!same(found, planned)) {
            return false;
        }
        return !(found instanceof Content.Setting a && planned instanceof Content.Setting b)
                || a.value().equals(b.value())
                || a.value().isEmpty()
                || b.value().isEmpty();
    }

    /** Whether both are files of the same bytes, whoever owns them, or the same altogether. */
    static boolean sameBytes(Content one, Content other) {
        if (one instanceof Content.FileContent a && other instanceof Content.FileContent b) {
            return Arrays.equals(a.image().content(), b.image().content());
        }
        return same(one, other);
    }

    /**
     * Whether {@code found} is what a write that was cut off leaves on the way from one to the other: the beginning of the new
     * text, alone or over the old one, or a qube between two power states.
     */
    static boolean torn(Content found, Content from, Content to) {
        if (found instanceof Content.Setting power) {
            return !power.isDefault() && power.value().equals("Transient");
        }
        if (!(found instanceof Content.FileContent half && to instanceof Content.FileContent whole)) {
            return false;
        }
        byte[] seen = half.image().content();
        byte[] wanted = whole.image().content();
        int agree = Arrays.mismatch(seen, wanted);
        if (agree < 0 || agree == seen.length) {
            return true;
        }
        return from instanceof Content.FileContent old
                && continues(seen, old.image().content(), agree);
    }

    private static boolean continues(byte[] seen, byte[] old, int from) {
        return seen.length == old.length && Arrays.equals(seen, from, seen.length, old, from, old.length);
    }
}
