package org.drawbridge.host;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;
import org.drawbridge.name.BridgeName;
import org.drawbridge.name.QubeName;
import org.drawbridge.name.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * What a job changes on a host, as data that the host itself can go back by: in the plan's order, without the contents of files.
 * {@code src/agent/README.md} has its JSON.
 *
 * @param format the number of this form, 1
 * @param job the job's name on the host, {@code [a-z0-9][a-z0-9-]{0,63}}
 * @param digest the plan's
 * @param release the host's release, as people write it
 */
public record Manifest(
        int format, String job, QubeName netvm, BridgeName bridge, String digest, String release, List<Step> steps) {

    public static final int FORMAT = 1;

    public Manifest {
        steps = List.copyOf(steps);
    }

    public static Manifest of(
            String job, QubeName netvm, BridgeName bridge, String digest, Release release, List<Step> steps) {
        return new Manifest(FORMAT, job, netvm, bridge, digest, release.label(), steps);
    }

    /** One step; its sides are what it finds and what it leaves. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "step")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Power.class, name = "power"),
        @JsonSubTypes.Type(value = File.class, name = "file"),
        @JsonSubTypes.Type(value = Property.class, name = "property"),
        @JsonSubTypes.Type(value = Feature.class, name = "feature"),
        @JsonSubTypes.Type(value = Service.class, name = "service"),
        @JsonSubTypes.Type(value = Command.class, name = "command")
    })
    public sealed interface Step {
        int seq();
    }

    /** A qube is started or shut down; the sides are Qubes' words. */
    public record Power(int seq, QubeName qube, String before, String after) implements Step {}

    /** A file becomes another; null is no file. */
    public record File(
            int seq,
            Place place,
            HostPath path,
            @Nullable Image before,
            @Nullable Image after) implements Step {}

    /** What tells one file from another. */
    public record Image(Sha256 sha256, String mode, String owner, String group) {

        public static @Nullable Image of(Optional<FileImage> image) {
            return image.map(file -> new Image(file.sha256(), file.modeText(), file.owner(), file.group()))
                    .orElse(null);
        }
    }

    /** A property of a qube becomes another. */
    public record Property(int seq, QubeName qube, String name, Value before, Value after) implements Step {}

    /** A feature of a qube becomes another. */
    public record Feature(int seq, QubeName qube, String name, Value before, Value after) implements Step {}

    /** A service of a qube is switched {@code on} or {@code off}, or not said any more. */
    public record Service(int seq, QubeName qube, String name, Value before, Value after) implements Step {}

    /** A value, or the default. */
    public record Value(
            String value, @JsonProperty("default") boolean isDefault) {}

    /** A command is run. */
    public record Command(
            int seq,
            HostCommand command,
            List<HostCommand> undo,
            @Nullable Check check) implements Step {

        public Command {
            undo = List.copyOf(undo);
        }
    }

    /** How to see whether a command worked. */
    public record Check(HostCommand command, List<String> present, List<String> absent) {

        public Check {
            present = List.copyOf(present);
            absent = List.copyOf(absent);
        }
    }
}
