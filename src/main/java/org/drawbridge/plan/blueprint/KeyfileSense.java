package org.drawbridge.plan.blueprint;

import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;

/** Tells whether two keyfiles say the same to NetworkManager, whoever wrote them down in which form. */
public final class KeyfileSense {

    private KeyfileSense() {}

    /** Whether both are keyfiles of one meaning, with the same mode and owner; false for anything else. */
    public static boolean isSame(Artifact artifact, Content one, Content other) {
        return Keyfiles.meanTheSame(artifact, one, other);
    }
}
