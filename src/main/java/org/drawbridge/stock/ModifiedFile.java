package org.drawbridge.stock;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;
import org.drawbridge.host.HostPath;

/**
 * A packaged file that is not as its package has it.
 *
 * @param path where it is
 * @param flags what {@code rpm -V} prints, such as {@code S.5....T.} or {@code missing}
 * @param config whether it is one of configuration: reinstalling leaves an edited one as it is
 * @param words the flags in words
 * @param cause who changed it
 */
public record ModifiedFile(HostPath path, String flags, boolean config, String words, Cause cause) {

    /** Whether reinstalling the package does not bring it back by itself. */
    public boolean staysWhenReinstalled() {
        return config && !flags.equals(VerifyLine.MISSING);
    }

    ModifiedFile causedBy(Cause who) {
        return new ModifiedFile(path, flags, config, words, who);
    }

    /** Which of our applied changes explains a difference, if any does. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "by")
    public sealed interface Cause {

        /** As a sentence. */
        String sentence();

        /** It is what a bridge made of it. */
        record Ours(long profile, String profileName) implements Cause {
            @Override
            public String sentence() {
                return "Just what the bridge “" + profileName + "” made of it.";
            }
        }

        /** A bridge changed it, and so did somebody since. */
        record OursAndOthers(long profile, String profileName) implements Cause {
            @Override
            public String sentence() {
                return "The bridge “" + profileName + "” changed it, and another hand changed it since.";
            }
        }

        /** Nothing that Drawbridge applied has to do with it. */
        record Unknown() implements Cause {
            @Override
            public String sentence() {
                return "Nothing that Drawbridge applied explains it: another hand changed it.";
            }
        }

        /** The profile whose change it is, or partly is. */
        default Optional<Long> ofProfile() {
            return switch (this) {
                case Ours ours -> Optional.of(ours.profile());
                case OursAndOthers ours -> Optional.of(ours.profile());
                case Unknown unknown -> Optional.empty();
            };
        }
    }
}
