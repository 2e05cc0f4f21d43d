package org.drawbridge.exposure.rule;

/** One part of a rule: something that must hold, or something that is done. */
public sealed interface Statement permits Match, Target {}
