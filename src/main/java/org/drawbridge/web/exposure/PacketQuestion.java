package org.drawbridge.web.exposure;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One packet that somebody asks about.
 *
 * @param netvm the net qube that it comes to
 * @param ruleset {@code current}, or {@code plan:} and a plan's id
 * @param in the interface that it arrives by; {@code lo} if the net qube sends it itself
 * @param out in a bridge, the port behind which the owner of the frame's destination is; found out if left out
 * @param protocol {@code tcp}, {@code udp}, {@code icmp} or a number
 * @param icmpType a number; an echo request if left out
 * @param state {@code new}, {@code established}, {@code related} or {@code invalid}; {@code new} if left out
 */
record PacketQuestion(
        @Nullable String netvm,
        @Nullable String ruleset,
        @JsonProperty("in") @Nullable String in,
        @Nullable String out,
        @Nullable String src,
        @Nullable String dst,
        @Nullable String protocol,
        @Nullable Integer sport,
        @Nullable Integer dport,
        @Nullable Integer icmpType,
        @Nullable String state) {}
