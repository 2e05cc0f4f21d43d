package org.drawbridge.plan.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.drawbridge.host.Expected;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostCommand;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Place;
import org.drawbridge.host.Release;
import org.drawbridge.host.lab.Lab;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Finding.Severity;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.Step;
import org.drawbridge.plan.survey.Survey;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of the traps share: a lab of each release, and assertions about plans. */
abstract class Traps {

    static final QubeName WORK = QubeName.of("work");

    static final QubeName SYS_NET = QubeName.of("sys-net");

    static final Place NET = Place.in(SYS_NET);

    static final Profiled OFFICE = Profiled.on("sys-net");

    @TempDir
    Path folder;

    LabPlans on(Release release) {
        return LabPlans.of(folder, release);
    }

    static Survey survey(LabPlans plans) {
        Request request = new Request(
                Profiled.on(plans.netvm()).profile(), Plan.Kind.APPLY, Baseline.empty(), new FileMemory(), List.of());
        return Planner.survey(plans.lab(), plans.lab().release(), request);
    }

    static void rules(LabPlans plans, UnaryOperator<String> edit) {
        Lab lab = plans.lab();
        QubeName template = QubeName.of("fedora-x86_64");
        Place place = Place.in(template);
        lab.start(template);
        FileImage image = lab.read(place, TemplateRules.PATH).orElseThrow();
        lab.write(place, TemplateRules.PATH, image.withContent(bytes(edit.apply(Templates.text(image)))), Expected.ANY);
    }

    static String text(LabPlans plans, Place place, HostPath path) {
        return Templates.text(plans.lab().read(place, path).orElseThrow());
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static List<Step.Action> actions(Plan plan, Class<? extends HostCommand> command) {
        return plan.actions().stream()
                .filter(action -> command.isInstance(action.command()))
                .toList();
    }

    static int indexOf(Plan plan, Class<? extends HostCommand> command) {
        return actions(plan, command).getFirst().seq() - 1;
    }

    static List<String> codes(Plan plan) {
        return plan.findings().stream().map(Finding::code).toList();
    }

    static Finding assertBlocked(Plan plan, String code) {
        assertThat(plan.applicable()).isFalse();
        return assertFound(plan, Severity.BLOCKER, code);
    }

    static Finding assertFound(Plan plan, Severity severity, String code) {
        Optional<Finding> found = plan.findings().stream()
                .filter(finding -> finding.code().equals(code))
                .findFirst();
        assertThat(found).as(code + " in " + plan.findings()).isPresent();
        assertThat(found.get().severity()).isEqualTo(severity);
        assertThat(found.get().message()).isNotBlank();
        assertThat(found.get().why()).isNotBlank();
        assertThat(found.get().remedy()).isNotBlank();
        return found.get();
    }
}
