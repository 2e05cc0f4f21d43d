package org.drawbridge.plan.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.drawbridge.host.Expected;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Place;
import org.drawbridge.host.Release;
import org.drawbridge.host.lab.Lab;
import org.drawbridge.host.lab.LabTree;
import org.drawbridge.host.lab.ScriptRoom;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.PlanScript;
import org.drawbridge.plan.Preconditions;
import org.drawbridge.plan.ScriptDirection;
import org.drawbridge.plan.Step;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans full of names, texts and bytes that a shell would make something of: the script writes them as they are, and takes them back. */
class HostilePlanTests {

    private static final String OWN = "/var/lib/drawbridge";
    private static final QubeName WORK = QubeName.of("work");
    private static final Place IN_WORK = Place.in(WORK);

    private static final List<String> PARTS = List.of(
            "'",
            "\"",
            "$(reboot)",
            "`reboot`",
            "$HOME",
            "\\",
            "*",
            "?",
            "[a]",
            " ",
            ";",
            "&",
            "|",
            "<",
            ">",
            "#",
            "%s",
            "-rf",
            "~",
            "!",
            "é",
            "🌉",
            "a",
            "b",
            "0");

    private static final List<String> LINES = List.of("\n", "\t", "\r", "EOF", "END_", "'\n'", "\u0007", "\u202e");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void scriptWritesWhatIsInThePlanAndTakesItBack(int seed) {
        System.out.println("Seed " + seed);
        Random random = new Random(seed);
        String shell = seed % 2 == 0 ? "dash" : "busybox sh";
        Lab lab = Lab.openOrCreate(folder.resolve("lab"), Release.R4_2);
        List<Step> steps = new ArrayList<>();
        for (int at = 1; at <= 4; at++) {
            steps.add(newFile(steps.size() + 1, at % 2 == 0 ? Place.DOM0 : IN_WORK, at, random));
            steps.add(changedFile(steps.size() + 1, lab, at % 2 == 0 ? Place.DOM0 : IN_WORK, at, random));
            steps.add(feature(steps.size() + 1, at, random));
        }
        Plan plan = plan(steps, random);
        LabTree before = lab.tree().without(OWN);

        try (ScriptRoom room = new ScriptRoom(folder.resolve("room"), lab.folder(), Release.R4_2)) {
            ScriptRoom.Ran applied =
                    room.run(shell, PlanScript.of(plan, ScriptDirection.APPLY).text());
            assertThat(applied.exit()).as(applied.said()).isZero();
            for (Step.Change change : plan.changes()) {
                assertThat(found(lab, change.artifact())).as(change.title()).isEqualTo(change.after());
            }
            assertThat(lab.tree().without(OWN).differencesTo(before)).isNotEmpty();
            ScriptRoom.Ran restored =
                    room.run(shell, PlanScript.of(plan, ScriptDirection.RESTORE).text());
            assertThat(restored.exit()).as(restored.said()).isZero();
            assertThat(lab.tree().without(OWN).differencesTo(before)).isEmpty();
        }
    }

    private static Content found(Lab lab, Artifact artifact) {
        return switch (artifact) {
            case Artifact.File file -> Content.ofFile(lab.read(file.place(), file.path()));
            case Artifact.Feature feature ->
                new Content.Setting(
                        lab.qube(feature.qube())
                                .orElseThrow()
                                .feature(feature.name())
                                .orElseThrow(),
                        false);
            case Artifact.Property none -> throw new AssertionError(none);
            case Artifact.Service none -> throw new AssertionError(none);
            case Artifact.Power none -> throw new AssertionError(none);
        };
    }

    private static Step.Change newFile(int seq, Place place, int number, Random random) {
        HostPath path = HostPath.of("/rw/new " + name(random) + number + "/" + name(random) + "/" + name(random));
        return change(seq, new Artifact.File(place, path), Content.NO_FILE, file(random), random);
    }

    private static Step.Change changedFile(int seq, Lab lab, Place place, int number, Random random) {
        HostPath path = HostPath.of("/rw/there" + number + "/" + name(random));
        Content.FileContent before = file(random);
        lab.write(place, path, before.image(), Expected.NEW);
        Content after = random.nextBoolean() ? file(random) : Content.NO_FILE;
        return change(seq, new Artifact.File(place, path), before, after, random);
    }

    private static Step.Change feature(int seq, int number, Random random) {
        return change(
                seq,
                new Artifact.Feature(WORK, "drawbridge-test" + number),
                new Content.Setting("", true),
                new Content.Setting(number == 1 ? "" : number == 2 ? "-D" : text(random, PARTS), false),
                random);
    }

    private static Step.Change change(int seq, Artifact artifact, Content before, Content after, Random random) {
        return new Step.Change(seq, artifact, before, after, hostile(random), hostile(random), "");
    }

    private static Content.FileContent file(Random random) {
        byte[] content = new byte[random.nextInt(2000)];
        random.nextBytes(content);
        if (random.nextBoolean()) {
            content = (hostile(random) + hostile(random)).getBytes(StandardCharsets.UTF_8);
        }
        int mode = List.of(0600, 0644, 0755, 0400, 0640).get(random.nextInt(5));
        return new Content.FileContent(FileImage.ofRoot(content, mode));
    }

    private static String name(Random random) {
        return "n" + text(random, PARTS).strip();
    }

    private static String hostile(Random random) {
        return text(random, PARTS) + LINES.get(random.nextInt(LINES.size())) + text(random, PARTS);
    }

    private static String text(Random random, List<String> parts) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(5); length >= 0; length--) {
            text.append(parts.get(random.nextInt(parts.size())));
        }
        return text.toString();
    }

    private static Plan plan(List<Step> steps, Random random) {
        List<Plan.Precondition> preconditions = steps.stream()
                .map(Step.Change.class::cast)
                .map(change -> new Plan.Precondition(change.artifact(), Preconditions.of(change.before())))
                .toList();
        return new Plan(
                new UUID(7, random.nextLong()),
                Plan.Kind.APPLY,
                1,
                hostile(random),
                1,
                Release.R4_2,
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2026-01-01T01:00:00Z"),
                List.of(hostile(random)),
                steps,
                List.of(new Finding(
                        Finding.Severity.NOTE, hostile(random), hostile(random), hostile(random), hostile(random))),
                preconditions,
                List.of(),
                Optional.empty(),
                hostile(random));
    }
}
