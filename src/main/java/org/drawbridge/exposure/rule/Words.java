package org.drawbridge.exposure.rule;

/** The words of a rule that have not been read yet. */
interface Words {

    /** The next word, which is read by this; empty behind the last one. */
    String next();
}
