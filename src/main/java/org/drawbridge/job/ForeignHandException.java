package org.drawbridge.job;

/** Something is neither as it was before a step nor as the step left it: another hand's change is not overwritten. */
final class ForeignHandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ForeignHandException(String sentence) {
        super(sentence);
    }
}
