package org.drawbridge.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostCommand;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Place;
import org.drawbridge.host.Release;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.blueprint.Baseline;
import org.drawbridge.plan.blueprint.FileMemory;
import org.drawbridge.plan.blueprint.Profiled;
import org.drawbridge.plan.blueprint.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The digest of a plan: each thing that a person reviewed has its part in it, and no time. */
class PlanDigestTests {

    private static final QubeName SYS_NET = QubeName.of("sys-net");

    private static final Place NET = Place.in(SYS_NET);

    private static final Artifact.File FILE = new Artifact.File(NET, HostPath.of("/rw/config/x"));

    private static final Content BEFORE = file("before\n", 0600, "root", "root");

    private static final Content AFTER = file("after\n", 0600, "root", "root");

    private static final Step CHANGE = change(FILE, BEFORE, AFTER);

    private static final Step ACTION = action(new HostCommand.NmReload(NET), List.of(), List.of());

    private static final String DIGEST = digest(request(1), Release.R4_2, CHANGE, ACTION);

    @Test
    void samePlanHasTheSameDigest() {
        assertThat(digest(request(1), Release.R4_2, CHANGE, ACTION)).isEqualTo(DIGEST);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("others")
    void otherPlanHasAnotherDigest(String what, String digest) {
        assertThat(digest).as(what).isNotEqualTo(DIGEST);
    }

    static Stream<Arguments> others() {
        Content setting = new Content.Setting("x", false);
        return Stream.of(
                other("the profile's version", request(2), Release.R4_2, CHANGE, ACTION),
                other("what is planned", request(1, Plan.Kind.REMOVE), Release.R4_2, CHANGE, ACTION),
                other("the release", request(1), Release.R4_3, CHANGE, ACTION),
                other("the order", request(1), Release.R4_2, ACTION, CHANGE),
                other("a step less", request(1), Release.R4_2, CHANGE),
                with("the place", change(new Artifact.File(Place.DOM0, FILE.path()), BEFORE, AFTER)),
                with("the path", change(new Artifact.File(NET, HostPath.of("/rw/config/y")), BEFORE, AFTER)),
                with("the content before", change(FILE, file("Before\n", 0600, "root", "root"), AFTER)),
                with("no file before", change(FILE, Content.NO_FILE, AFTER)),
                with("the mode before", change(FILE, file("before\n", 0644, "root", "root"), AFTER)),
                with("the owner before", change(FILE, file("before\n", 0600, "user", "root"), AFTER)),
                with("the group before", change(FILE, file("before\n", 0600, "root", "user"), AFTER)),
                with("the content after", change(FILE, BEFORE, file("After\n", 0600, "root", "root"))),
                with("no file after", change(FILE, BEFORE, Content.NO_FILE)),
                with("the mode after", change(FILE, BEFORE, file("after\n", 0644, "root", "root"))),
                with("the owner after", change(FILE, BEFORE, file("after\n", 0600, "user", "root"))),
                with("a setting", change(new Artifact.Property(SYS_NET, "mac"), setting, AFTER)),
                with("a feature of that name", change(new Artifact.Feature(SYS_NET, "mac"), setting, AFTER)),
                with(
                        "its default",
                        change(new Artifact.Property(SYS_NET, "mac"), new Content.Setting("x", true), AFTER)),
                and(
                        "the command",
                        action(new HostCommand.NmReload(Place.in(QubeName.of("work"))), List.of(), List.of())),
                and(
                        "the way back",
                        action(new HostCommand.NmReload(NET), List.of(new HostCommand.NmReload(NET)), List.of())),
                and("what it must print", action(new HostCommand.NmReload(NET), List.of(), List.of("ok"))));
    }

    private static Arguments with(String what, Step change) {
        return other(what, request(1), Release.R4_2, change, ACTION);
    }

    private static Arguments and(String what, Step action) {
        return other(what, request(1), Release.R4_2, CHANGE, action);
    }

    private static Arguments other(String what, Request request, Release release, Step... steps) {
        return Arguments.of(what, digest(request, release, steps));
    }

    @Test
    void eachVariantHasItsOwnDigest() {
        List<Object> digests =
                new ArrayList<>(others().map(arguments -> arguments.get()[1]).toList());
        digests.add(DIGEST);

        assertThat(digests).doesNotHaveDuplicates();
    }

    private static String digest(Request request, Release release, Step... steps) {
        return new PlanJson().of(request, release, List.of(steps));
    }

    private static Request request(int version) {
        return request(version, Plan.Kind.APPLY);
    }

    private static Request request(int version, Plan.Kind kind) {
        return new Request(
                Profiled.on("sys-net").version(version).profile(), kind, Baseline.empty(), new FileMemory(), List.of());
    }

    private static Step change(Artifact artifact, Content before, Content after) {
        return new Step.Change(1, artifact, before, after, "title", "reason", "");
    }

    private static Step action(HostCommand command, List<HostCommand> undo, List<String> expect) {
        return new Step.Action(2, command, undo, Optional.empty(), expect, "title", "reason");
    }

    private static Content file(String text, int mode, String owner, String group) {
        return new Content.FileContent(new FileImage(text.getBytes(StandardCharsets.UTF_8), mode, owner, group));
    }
}
