package org.drawbridge.job;

/** A step did not work; the message is one sentence for people. */
final class StepFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StepFailedException(String sentence) {
        super(sentence);
    }
}
